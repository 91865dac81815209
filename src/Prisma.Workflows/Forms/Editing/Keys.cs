using System.Text;

namespace Prisma.Workflows.Forms.Editing;

/// <summary>The names by which answers are kept, made from the words people read.</summary>
static class Keys
{
    const int Longest = 30;

    /// <summary>Lower-case letters and digits, and none that is taken.</summary>
    public static string From(string words, char between, IEnumerable<string> taken)
    {
        var key = new StringBuilder();
        foreach (var character in words.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character))
                key.Append(character);
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != between)
                key.Append(between);
        }

        var name = key.ToString(0, Math.Min(key.Length, Longest)).Trim(between);
        name = name.Length == 0 || !char.IsAsciiLetter(name[0]) ? $"q{between}{name}".TrimEnd(between) : name;
        var known = taken.ToHashSet(StringComparer.Ordinal);
        return known.Contains(name) ? Enumerable.Range(2, known.Count + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"{name}{between}{number}")).First(one => !known.Contains(one)) : name;
    }
}
