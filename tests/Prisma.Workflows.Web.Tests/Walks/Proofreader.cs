using System.Text.RegularExpressions;

namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>Finds in a line what a template or a page left behind: gaps, keys and ids in the place of words, stops and spaces too many.</summary>
static partial class Proofreader
{
    const string AKey = "a key";

    static readonly (Regex Pattern, string What)[] _slips =
    [
        (Braces(), "braces of a template"),
        (EmptyQuotes(), "nothing between quotation marks"),
        (SpaceBefore(), "a space before a stop"),
        (TwoStops(), "two stops"),
        (Null(), "null"),
        (Id(), "an id"),
        (Key(), AKey),
        (NoNoun(), "no noun"),
        (Twice(), "a word twice"),
        (TwoSpaces(), "two spaces"),
    ];

    public static IEnumerable<string> SlipsIn(string line, bool mayNameKeys = false) =>
        from slip in _slips
        where slip.What != AKey || !mayNameKeys
        let found = slip.Pattern.Match(line)
        where found.Success
        select $"{slip.What} (“{found.Value}”) in: {line}";

    [GeneratedRegex(@"\{\{|\}\}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Braces();

    [GeneratedRegex("""“\s*”|"\s*"|‘\s*’|\(\s*\)(?! )|\*\*\s*\*\*""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex EmptyQuotes();

    [GeneratedRegex(@"\w [,.;:!?](\s|$)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex SpaceBefore();

    [GeneratedRegex(@"(?<!\.)\.\.(?!\.)|,,|;;|[?!]\.|,\.|\.;|:\.", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TwoStops();

    [GeneratedRegex(@"\b(null|undefined|NaN|True|False)\b|01/01/0001|\b1 January 0?1\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Null();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Id();

    [GeneratedRegex(@"\b((HUB|NET|PTN|PAR|EV|CAS)-\d|F-\d\d|GA-\d\d)\w*", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Key();

    [GeneratedRegex(@"\b([Tt]he|[Aa]n) ?[,.;:!?)]|\b([Tt]he|[Aa]n?) (of|for|in|and|is|to|by|with|the|an?)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex NoNoun();

    [GeneratedRegex(@"\b(?<word>\w\w+) \k<word>\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Twice();

    [GeneratedRegex(@"\S  +\S", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TwoSpaces();
}
