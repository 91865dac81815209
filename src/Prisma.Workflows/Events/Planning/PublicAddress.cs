using System.Text;
using System.Text.RegularExpressions;

namespace Prisma.Workflows.Events.Planning;

/// <summary>An event's public address, what stands behind /e/, made of its name where nobody typed one.</summary>
static partial class PublicAddress
{
    public const int Longest = 60;

    /// <summary>Where events are created: an event of that address could not be opened.</summary>
    public const string OfNone = "new";

    /// <summary>Letters that are no other letter with a mark.</summary>
    static readonly Dictionary<char, string> Written = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ł'] = "l",
        ['ı'] = "i",
    };

    public static bool IsOne(string text) => Form().IsMatch(text);

    /// <summary>The name; with the place where another event has that address; with a number where one has that too. A name in other letters gives none, and then the place or “event” does.</summary>
    public static string For(string name, string place, IReadOnlySet<string> taken)
    {
        var named = Of(name) is { Length: > 0 } own ? own : Of(place) is { Length: > 0 } where ? where : "event";
        IEnumerable<string> addresses = [named, Of($"{name} {place}"), .. Enumerable.Range(2, taken.Count + 1).Select(number => Shortened(named, $"-{number}"))];
        return addresses.First(address => address.Length > 0 && address != OfNone && !taken.Contains(address));
    }

    static string Of(string words)
    {
        var address = new StringBuilder();
        foreach (var character in words.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark || character is '’' or '\'')
                continue;
            address.Append(Written.GetValueOrDefault(character) ?? (char.IsAsciiLetterOrDigit(character) ? character.ToString() : "-"));
        }

        return Shortened(string.Join('-', address.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries)), "");
    }

    /// <summary>Whole words, as many as there is room for before the ending.</summary>
    static string Shortened(string address, string ending)
    {
        var room = Longest - ending.Length;
        return (address.Length <= room ? address : address[..(address.LastIndexOf('-', room) is > 0 and var end ? end : room)]) + ending;
    }

    [GeneratedRegex("^(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Form();
}
