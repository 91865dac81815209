namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>One version in the history of a definition.</summary>
public sealed record VersionLine(
    int Version,
    VersionState State,
    bool IsLatest,
    string ContentHash,
    DateTimeOffset CreatedAt,
    string SavedBy,
    DateTimeOffset? PublishedAt,
    string PublishedBy,
    string Sentence);
