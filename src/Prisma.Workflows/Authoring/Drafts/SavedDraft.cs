namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>The draft as it is kept after a save.</summary>
/// <param name="Revision">What the next save names as its base.</param>
/// <param name="HasChanged">False where the content was the same and nothing was written.</param>
public sealed record SavedDraft(string VersionId, string DefinitionId, int Version, int Revision, bool HasChanged);
