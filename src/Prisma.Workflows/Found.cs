namespace Prisma.Workflows;

/// <summary>A page of what was found in a list, and how many there are on all pages.</summary>
public sealed record Found<T>(IReadOnlyList<T> Rows, int Count)
{
    /// <summary>The same page, of what stands behind each row.</summary>
    public Found<TOther> With<TOther>(Func<T, TOther> read) => new([.. Rows.Select(read)], Count);
}

/// <summary>Finds in lists that may be long.</summary>
public static class Found
{
    public const int PageSize = 50;

    /// <summary>Those whose text has each of the words in it, whatever accents and capitals, and all where there are no words; pages count from zero.</summary>
    /// <remarks>Compared here, for the two databases do not agree on what is the same letter.</remarks>
    public static Found<T> In<T>(IEnumerable<T> all, string asked, int page, Func<T, string> text)
    {
        var found = All(all, asked, text).ToList();
        return new Found<T>([.. found.Skip(page * PageSize).Take(PageSize)], found.Count);
    }

    /// <summary>The same, on one page.</summary>
    public static IEnumerable<T> All<T>(IEnumerable<T> all, string asked, Func<T, string> text)
    {
        var words = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return all.Where(one => Array.TrueForAll(words, word => Has(text(one), word)));
    }

    static bool Has(string text, string word) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
