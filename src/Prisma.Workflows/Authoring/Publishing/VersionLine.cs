namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>One version in the history of a definition.</summary>
public sealed record VersionLine(
    string Id,
    int Version,
    string Name,
    VersionState State,
    bool IsLatest,
    string ContentHash,
    int Revision,
    DateTimeOffset CreatedAt,
    string SavedBy,
    DateTimeOffset? PublishedAt,
    string PublishedBy,
    string Sentence);
