namespace Prisma.Workflows.Pathways.Views;

/// <summary>Whether a stage is behind, here or ahead.</summary>
public enum StagePlace
{
    Behind,
    Here,
    Ahead,
}
