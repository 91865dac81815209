using System.Text;
using System.Text.RegularExpressions;
using Scriban.Syntax;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>What text must be before it may stand in a mail.</summary>
static partial class MailText
{
    public const int LongestSubject = 200;

    const int WhatAPhoneShows = 60;

    /// <summary>Without control characters and without what turns the reading direction; line breaks stay.</summary>
    public static string Clean(string value)
    {
        var clean = new StringBuilder(value.Length);
        foreach (var character in value.ReplaceLineEndings("\n"))
        {
            if (character is '\n' or '\t' || !(char.IsControl(character) || TurnsDirection(character)))
                clean.Append(character == '\t' ? ' ' : character);
        }

        return clean.ToString();
    }

    /// <summary>One line, fit for a header.</summary>
    public static string OneLine(string value, int longest = LongestSubject)
    {
        var line = Whitespace().Replace(Clean(value), " ").Trim();
        if (line.Length <= longest)
            return line;
        var cut = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return line[..cut] + "…";
    }

    /// <summary>One line. The event's name at its end goes where a phone would cut the line before it; the letter says it again.</summary>
    public static string Subject(string value, string? eventName)
    {
        var line = OneLine(value);
        var end = $" – {OneLine(eventName ?? "")}";
        return line.Length > WhatAPhoneShows && line.EndsWith(end, StringComparison.Ordinal) ? line[..^end.Length] : line;
    }

    /// <summary>A label before what it names: a colon, unless it ends as a sentence does.</summary>
    public static string Leading(string label) => Clean(label).TrimEnd() is var clean && clean is [.., '?' or '!' or '.' or '…' or ':'] ? clean : $"{clean}:";

    /// <summary>At most one empty line in a row, none at the ends.</summary>
    public static string Tidy(string text) => EmptyLines().Replace(TrailingSpace().Replace(text.ReplaceLineEndings("\n"), ""), "\n\n").Trim() + "\n";

    /// <summary>A mail leads to the installation itself and nowhere else, whatever its facts say.</summary>
    public static string OwnAddress(string url, Uri home)
    {
        var isOwn = Uri.TryCreate(url, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address.UserInfo.Length == 0
            && home.IsBaseOf(address);
        return isOwn ? address!.AbsoluteUri : throw new ScriptRuntimeException(default, "A link leads outside this installation");
    }

    static bool TurnsDirection(char character) => character is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    [GeneratedRegex(@"\s+", RegexOptions.None, 5000)]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 5000)]
    private static partial Regex EmptyLines();

    [GeneratedRegex(@"(?<![ \t])(?>[ \t]+)(?=\n|$)", RegexOptions.None, 5000)]
    private static partial Regex TrailingSpace();
}
