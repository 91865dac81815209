using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Tests.Content;

/// <summary>Every mail reads well with whatever an "if" of it asks about: missing, the other way round, once or not at all.</summary>
public sealed partial class LeanMailsTests
{
    static readonly IOptions<PrismaOptions> _options = Options.Create(new PrismaOptions { ContentFolder = Repository.Root });

    static readonly TemplateLibrary _library = new(_options);

    static readonly TemplateCheck _check = new(_library, new MailRenderer(_library, _options), _options);

    public static TheoryData<string, string> Words => [.. _library.All.SelectMany(mail => mail.Languages.Select(language => (mail.Id, language)))];

    [Theory]
    [MemberData(nameof(Words))]
    public void What_is_missing_leaves_no_hole(string id, string language)
    {
        var mail = _library.Find(id)!;
        var words = mail.Words[language];
        string[] tested = [.. words.Subject.Names.Tested.Concat(words.Body.Names.Tested).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var paths in tested.Select(path => new[] { path }).Append(tested).Append([.. tested.Where(path => path.EndsWith(".url", StringComparison.Ordinal))]))
        {
            var facts = _check.SampleOf(mail);
            foreach (var path in paths)
                Change(facts, path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.'));
            var written = _check.Preview(mail, language, facts);

            var text = Told(facts).Aggregate(Address().Replace($"{written.Subject}\n\n{written.Text}", "@"), (told, fact) => told.Replace(fact, "@", StringComparison.Ordinal));
            Assert.False(Hole().IsMatch(text), $"{id} without {string.Join(", ", paths)}:\n{text}");
            Assert.DoesNotMatch("<(p|li|ul)[^>]*>\\s*</", written.Html);
        }
    }

    static void Change(JsonNode? node, ReadOnlySpan<string> path)
    {
        if (path is ["[]", ..] && node is JsonArray many)
        {
            foreach (var one in many)
                Change(one, path[1..]);
        }
        else if (node is JsonObject group && path.Length > 1)
        {
            Change(group[path[0]], path[1..]);
        }
        else if (node is JsonObject last && last.ContainsKey(path[0]))
        {
            if (last[path[0]] is JsonObject)
                last.Remove(path[0]);
            else
                last[path[0]] = Leaner(last[path[0]]!);
        }
    }

    static JsonNode? Leaner(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => !value.GetValue<bool>(),
        JsonValueKind.Array => new JsonArray(),
        JsonValueKind.Number => 1,
        _ => "",
    };

    /// <summary>What somebody wrote: it may stand after a colon, in a paragraph of its own.</summary>
    static IEnumerable<string> Told(JsonNode? node) => node switch
    {
        JsonObject group => group.SelectMany(member => Told(member.Value)),
        JsonArray many => many.SelectMany(Told),
        JsonValue value when value.TryGetValue<string>(out var text) && text.EndsWith('.') => [text],
        _ => [],
    };

    [GeneratedRegex("https?://\\S+", RegexOptions.None, 5000)]
    private static partial Regex Address();

    /// <summary>Two spaces, a mark of punctuation that stands alone, brackets with nothing in them, something announced that does not follow, one of what is many.</summary>
    [GeneratedRegex(@"[^\n ]  +[^ ]|[ \n][.,;:!?](\s|$)|\(\s*\)|""""|“”|:\n+$|: *\n\n[^-@\n]*\.\n|\b1 (days|hours|minutes|weeks|people|rounds)\b|\n\n\n", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Hole();
}
