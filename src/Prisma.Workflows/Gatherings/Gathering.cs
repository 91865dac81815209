namespace Prisma.Workflows.Gatherings;

/// <summary>A gathering of the catalogue: how long it takes, for how many, and with which structures in order (domain.md §14.1).</summary>
public sealed record Gathering(string Id, int Minutes, Structure.Span People, IReadOnlyList<string> Structures);

/// <summary>The words of a gathering in one language.</summary>
public sealed record GatheringText(string Title, string Who, string Purpose, IReadOnlyList<string> Course, string Leaves);
