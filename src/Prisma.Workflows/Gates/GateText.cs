namespace Prisma.Workflows.Gates;

/// <summary>A gate in the words its readers see: what it decides, what to look at, what each answer brings.</summary>
public sealed record GateText
{
    public static GateText None { get; } = new();

    /// <summary>What is decided, and what is not.</summary>
    public string Decides { get; init; } = "";

    /// <summary>By the criterion's key.</summary>
    public IReadOnlyDictionary<string, string> Criteria { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What an answer brings, by the answer's key in the reader's form.</summary>
    public IReadOnlyDictionary<string, string> Responses { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The sentence that may be said aloud, by the reason's class.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Criterion(string key) => Criteria.GetValueOrDefault(key) ?? key.Replace('_', ' ');
}
