namespace Prisma.Workflows.Pathways.Views;

/// <summary>Whether a stage is behind, here or ahead, or the one in which the passage ended before its end.</summary>
public enum StagePlace
{
    Behind,
    Here,
    Ahead,
    Ended,
}
