namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>Where a version of a definition stands: it is drawn, people begin on it, or only those who are on it already go on.</summary>
public enum VersionState
{
    Draft,
    Published,
    Retired,
}
