namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>What a ladder counts its days from.</summary>
public enum LadderStart
{
    Due,
    Request,
}
