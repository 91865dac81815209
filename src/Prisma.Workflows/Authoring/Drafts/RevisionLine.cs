namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>One save in a list.</summary>
public sealed record RevisionLine(int Number, string VersionId, string SavedBy, DateTimeOffset SavedAt, string ContentHash);
