using System.Text.RegularExpressions;

namespace Prisma.Workflows.Engine.Activities.Http;

/// <summary>Which headers an author may put on an answer: none that speaks for the host, and none that would begin another.</summary>
public static partial class HttpHeaders
{
    /// <summary>What the line, or the safety of everything else the host serves, decides: browsers heed some of them for the whole site, and the last three would send its visitors, or what they open, elsewhere.</summary>
    static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Transfer-Encoding", "Upgrade", "Trailer", "Keep-Alive", "Date", "Server",
        "Set-Cookie", "Clear-Site-Data", "Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Service-Worker-Allowed",
        "Alt-Svc", "NEL", "Report-To",
    };

    /// <summary>Null when all may be sent.</summary>
    internal static string? WhatIsWrongWith(JsonObject? headers)
    {
        foreach (var (name, value) in headers ?? [])
        {
            if (!Token().IsMatch(name))
                return $"'{name}' is no name of a header.";
            if (Reserved.Contains(name))
                return $"The header '{name}' is the host's own; leave it out.";
            if (Values(value).FirstOrDefault(text => !Line().IsMatch(text)) is not null)
                return $"The header '{name}' has a value that does not fit on one line.";
        }

        return null;
    }

    /// <summary>A header may have one value or several.</summary>
    public static IEnumerable<string> Values(JsonNode? value) =>
        value is JsonArray several ? several.Select(one => one?.ToString() ?? "") : [value?.ToString() ?? ""];

    [GeneratedRegex(@"\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\A[\t\x20-\x7E]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Line();
}
