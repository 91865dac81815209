namespace Prisma.Workflows.Pathways.Views;

/// <summary>How many enrolments are on the way in one version of their pathway.</summary>
public sealed record PassageCount(int Version, int Count);
