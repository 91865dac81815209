using System.Text.RegularExpressions;

namespace Prisma.Workflows.Web.Admin;

/// <summary>The text of a mail cut at its links, so that a page can make them work.</summary>
static partial class MailLines
{
    public static IEnumerable<Part> Of(string text)
    {
        var from = 0;
        foreach (Match match in Link().Matches(text))
        {
            yield return new Part(text[from..match.Index], false);
            yield return new Part(match.Value, true);
            from = match.Index + match.Length;
        }

        yield return new Part(text[from..], false);
    }

    // What marks the end of a sentence is not the end of an address.
    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    public sealed record Part(string Text, bool IsLink);
}
