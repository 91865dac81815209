using Prisma.Workflows.Authoring.Publishing;

namespace Prisma.Workflows.Authoring;

/// <summary>One version of a definition in a list, with all that keeps it from being published.</summary>
public sealed record DefinitionLine(string Id, string DefinitionId, string Name, int Version, VersionState State, bool IsLatest, string ContentHash, DateTimeOffset CreatedAt, IReadOnlyList<string> Problems);
