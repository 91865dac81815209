using System.Text;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns;

/// <summary>Whether somebody is named in what was told. Rather once too often: whoever shares a name with somebody named does not read it either.</summary>
static class NamedIn
{
    /// <summary>Shorter ones are small words as well: they count where they are written as names are.</summary>
    const int ShortestName = 3;

    const int ShortestAtAll = 2;

    /// <summary>What a report says that may name somebody (form F-31).</summary>
    static readonly string[] _naming = ["what", "when", "where", "who", "contact_mail"];

    /// <summary>The question that asks for names.</summary>
    const string Who = "who";

    /// <summary>By whoever told it, when they did or since: also somebody who came to the circle only afterwards.</summary>
    public static bool Report(Concern concern, Person person) =>
        Report(JsonNode.Parse(concern.Said)!.AsObject(), person) || concern.Notes.Exists(note => note.Kind == NoteKind.FromReporter && Text(note.Text, person));

    public static bool Report(JsonObject said, Person person) =>
        Text(string.Join('\n', _naming.Select(key => said[key]?.ToString())), person) || Text((said[Who]?.ToString() ?? "").ToUpperInvariant(), person);

    public static bool Text(string text, Person person)
    {
        var words = Words(text);
        return text.Contains(person.Email, StringComparison.OrdinalIgnoreCase)
            || Words($"{person.FirstName} {person.LastName} {person.Called}").Any(name => name.Length >= ShortestAtAll && words.Exists(word => IsName(word, name)));
    }

    static bool IsName(string word, string name) =>
        string.Equals(word, name, StringComparison.OrdinalIgnoreCase) && (name.Length >= ShortestName || !(char.IsLower(word[0]) || char.IsLower(name[0])));

    /// <summary>Words without accents, as people type names they know by ear.</summary>
    static List<string> Words(string text)
    {
        var plain = new string([.. text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)]);
        return [.. plain.Split([.. plain.Where(letter => !char.IsLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries)];
    }
}
