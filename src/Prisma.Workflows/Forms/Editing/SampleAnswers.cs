using System.Text.Json;

namespace Prisma.Workflows.Forms.Editing;

/// <summary>What invented people write into fields of text; kept in sample-answers.json for a form's field ("F-11.note"), for every field of a name, and for any ("").</summary>
static class SampleAnswers
{
    static readonly Dictionary<string, string[]> _kept = Read();

    /// <param name="name">As the form names it; of a row with its list, "rooms.room".</param>
    /// <param name="which">Whose answer: who has another number writes something else where there is a choice.</param>
    internal static string Of(string formId, string name, Field field, int which)
    {
        var answers = _kept.GetValueOrDefault($"{formId}.{name}") ?? _kept.GetValueOrDefault(name) ?? _kept[""];
        var text = answers[which % answers.Length];
        for (var more = 0; text.Length < field.Min; more++)
            text += " " + _kept[""][more % _kept[""].Length];
        if (!(text.Length > field.Max))
            return text;
        var longest = (int)field.Max;
        return text[..(text.LastIndexOf(' ', longest) is > 0 and var space ? space : longest)];
    }

    static Dictionary<string, string[]> Read()
    {
        using var file = typeof(SampleAnswers).Assembly.GetManifestResourceStream("sample-answers.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(file)!;
    }
}
