namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>What somebody who publishes says.</summary>
/// <param name="BaseRevision">The save that was looked at; null for whatever is there.</param>
public sealed record PublishRequest(string DefinitionId, int? BaseRevision, string Sentence);
