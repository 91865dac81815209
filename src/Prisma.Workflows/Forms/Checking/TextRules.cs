using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.RegularExpressions;

namespace Prisma.Workflows.Forms.Checking;

/// <summary>The rules of everything that is typed as text. Markup is neither refused nor understood: it stays the text it is.</summary>
static partial class TextRules
{
    /// <summary>One way of writing line ends and accents, so that lengths mean the same everywhere.</summary>
    public static string Normalise(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Trim();

        // Half of a surrogate pair has no normal form; it is refused as a control character below.
        return IsWellFormed(lines) ? lines.Normalize(NormalizationForm.FormC) : lines;
    }

    /// <summary>Null when nothing is wrong; the text may have been brought into its usual form.</summary>
    public static string? WhatIsWrongWith(Field field, ref string text)
    {
        var longest = (int)(field.Max ?? LongestOf(field.Type));
        if (text.Length > longest)
            return Sentences.TooLong(longest, text.Length);
        if (!IsWellFormed(text) || text.Any(one => char.IsControl(one) && !(field.Type == FieldType.Long && one is '\n' or '\t')))
            return Sentences.Control;
        if (text.Length < field.Min)
            return Sentences.TooShort((int)field.Min, text.Length);
        return field.Type switch
        {
            FieldType.Email => CheckEmail(ref text),
            FieldType.Tel => CheckTel(ref text),
            FieldType.Url => CheckUrl(ref text),
            _ => null,
        };
    }

    static int LongestOf(FieldType type) => type switch
    {
        FieldType.Long => 5000,
        FieldType.Email => 254,
        FieldType.Tel => 40,
        FieldType.Url => 2000,
        _ => 500,
    };

    static string? CheckEmail(ref string text)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || !new EmailAddressAttribute().IsValid(text) || text.Any(char.IsWhiteSpace) || !Domain().IsMatch(text[(at + 1)..]))
            return Sentences.Email;
        text = text[..at] + text[at..].ToLowerInvariant();
        return null;
    }

    /// <summary>Kept as E.164; spaces, hyphens, dots and brackets are how people read it.</summary>
    static string? CheckTel(ref string text)
    {
        var bare = Separators().Replace(text, "");
        text = bare;
        return E164().IsMatch(bare) ? null : Sentences.Tel;
    }

    static string? CheckUrl(ref string text)
    {
        var written = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        if (!Uri.TryCreate(written, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) || !address.Host.Contains('.', StringComparison.Ordinal))
            return Sentences.Url;
        text = written;
        return null;
    }

    static bool IsWellFormed(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
                index++;
            else if (char.IsSurrogate(text[index]))
                return false;
        }

        return true;
    }

    [GeneratedRegex(@"^[^\s@.]+(\.[^\s@.]+)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Domain();

    [GeneratedRegex(@"[\s().\-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex E164();
}
