namespace Prisma.Workflows.Authoring.Difference;

/// <summary>What became of a step between two versions.</summary>
public enum Mark
{
    Same,
    Added,
    Removed,
    Changed,
}
