using System.Text.RegularExpressions;

namespace Prisma.Workflows.Bundles;

/// <summary>What a member of a bundle is, by its path.</summary>
static partial class BundleMember
{
    public const string Event = "event.json";

    public const string Definitions = "definitions/";

    public const string Mails = "mails";

    /// <summary>Whether it may stand in a bundle at all; no path of these leaves its folder.</summary>
    public static bool Belongs(string path) => path == Event || IsDefinition(path) || IsContent(path);

    public static bool IsDefinition(string path) => DefinitionForm().IsMatch(path);

    /// <summary>Words and rules that definitions name: forms, gates, ladders, gatherings, structures, mails, agreements.</summary>
    public static bool IsContent(string path) => ContentForm().IsMatch(path);

    /// <summary>What people would call one thing: a form with all its languages, the gates as a whole.</summary>
    public static string UnitOf(string path)
    {
        var parts = path.Split('/');
        return parts switch
        {
            ["workflows", "forms", var id, ..] => $"Form {id}",
            ["templates", "mails", "layout", ..] => "What stands around every mail",
            ["templates", "mails", var key, ..] => $"Mail {key}",
            ["templates", "agreements", var id, ..] => $"Agreement {id}",
            [.., var file] when file.StartsWith("gates", StringComparison.Ordinal) => "Gates",
            [.., var file] when file.StartsWith("ladders", StringComparison.Ordinal) => "Ladders",
            [.., var file] when file.StartsWith("gatherings", StringComparison.Ordinal) => "Gatherings",
            _ => "Ways of meeting",
        };
    }

    /// <summary>What comes along with it wherever it is sent: the rest of its form, mail or agreement, without which it cannot be read.</summary>
    public static IEnumerable<string> GoesWith(string path) => path.Split('/') switch
    {
        ["workflows", "forms", var id, _] => Under($"workflows/forms/{id}", "form.json", $"{Languages.Fallback}.json"),
        ["templates", Mails, "layout", var language, _] => Under($"templates/{Mails}/layout/{language}", "html.html", "text.txt"),
        ["templates", Mails, var mail, .. var rest] => Under($"templates/{Mails}/{mail}", ["mail.json", .. InEach(rest, "subject.txt", "body.md")]),
        ["templates", "agreements", var id, .. var rest] => Under($"templates/agreements/{id}", ["agreement.json", .. InEach(rest, "texts.json", "text.md")]),
        _ => [],
    };

    static IEnumerable<string> InEach(string[] rest, params IEnumerable<string> files) =>
        from language in rest is [var spoken, _] ? [spoken, Languages.Fallback] : new[] { Languages.Fallback }
        from file in files
        select $"{language}/{file}";

    static IEnumerable<string> Under(string folder, params IEnumerable<string> files) => files.Select(file => $"{folder}/{file}");

    /// <summary>The kind, the folder and the language, where these are the words of a mail or an agreement.</summary>
    public static (string Kind, string Folder, string Language)? PlaceOfWords(string path) =>
        path.Split('/') is ["templates", (Mails or "agreements") and var kind, var folder, var language, "subject.txt" or "body.md" or "text.md" or "texts.json"] ? (kind, folder, language) : null;

    [GeneratedRegex(@"^definitions/[a-z0-9][a-z0-9.-]{0,250}\.json$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DefinitionForm();

    [GeneratedRegex(
        @"^(workflows/forms/[A-Za-z0-9][A-Za-z0-9-]*/[a-z][A-Za-z-]*\.json|workflows/(gates|ladders|gatherings|structures)(\.(?!schema)[a-z][A-Za-z-]*)?\.json|templates/(mails|agreements)/[A-Za-z0-9][A-Za-z0-9-]*/([a-z][A-Za-z-]*/)?[a-z][a-z-]*\.(json|md|txt|html))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex ContentForm();
}
