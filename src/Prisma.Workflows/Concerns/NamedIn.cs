using System.Text;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns;

/// <summary>Whether somebody is named in what was told. Rather once too often: whoever shares a name with somebody named does not read it either.</summary>
static class NamedIn
{
    const int ShortestName = 3;

    /// <summary>What a report says that may name somebody (form F-31).</summary>
    static readonly string[] _naming = ["what", "when", "where", "who", "contact_mail"];

    /// <summary>By whoever told it, when they did or since: also somebody who came to the circle only afterwards.</summary>
    public static bool Report(Concern concern, Person person) =>
        Report(JsonNode.Parse(concern.Said)!.AsObject(), person) || concern.Notes.Exists(note => note.Kind == NoteKind.FromReporter && Text(note.Text, person));

    public static bool Report(JsonObject said, Person person) => Text(string.Join('\n', _naming.Select(key => said[key]?.ToString())), person);

    public static bool Text(string text, Person person)
    {
        var words = Words(text).ToHashSet(StringComparer.Ordinal);
        return text.Contains(person.Email, StringComparison.OrdinalIgnoreCase)
            || Words($"{person.FirstName} {person.LastName} {person.Called}").Any(name => name.Length >= ShortestName && words.Contains(name));
    }

    /// <summary>Words without case and accents, as people type names they know by ear.</summary>
    static string[] Words(string text)
    {
        var plain = new string([.. text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)]);
        return plain.ToUpperInvariant().Split([.. plain.ToUpperInvariant().Where(letter => !char.IsLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
    }
}
