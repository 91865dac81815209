namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>What somebody who publishes says.</summary>
/// <param name="DefinitionId">The definition whose draft is published.</param>
/// <param name="BaseRevision">The save that was looked at; null for whatever is there.</param>
/// <param name="Sentence">What changes and why.</param>
public sealed record PublishRequest(string DefinitionId, int? BaseRevision, string Sentence);
