using System.Text;
using System.Text.RegularExpressions;

namespace Prisma.Workflows.Runtime;

/// <summary>JSON that comes from outside, so that a run can keep it.</summary>
public static partial class OutsideJson
{
    /// <summary>What is no character has a mark in its place: a program that cuts a text at a length leaves half of a pair, and bytes may be of another alphabet.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    public static JsonNode? Parse(byte[] json)
    {
        var text = Encoding.UTF8.GetString(json).TrimStart('\uFEFF');
        return JsonNode.Parse(text.Contains(@"\ud", StringComparison.OrdinalIgnoreCase) ? Escapes().Replace(text, Whole) : text);
    }

    static string Whole(Match escape) => escape.Groups["half"].Success ? @"\uFFFD" : escape.Value;

    [GeneratedRegex(@"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Escapes();
}
