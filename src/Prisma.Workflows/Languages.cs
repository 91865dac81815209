namespace Prisma.Workflows;

/// <summary>In which language somebody reads what is shipped: their own, or the hub's, or English, whichever has been written.</summary>
public static class Languages
{
    public const string Fallback = "en";

    /// <summary>Null when not even English is there.</summary>
    public static string? Choose(string wanted, string ofTheHub, IEnumerable<string> written)
    {
        var known = written.ToHashSet(StringComparer.Ordinal);
        return new[] { wanted, ofTheHub, Fallback }.FirstOrDefault(known.Contains);
    }
}
