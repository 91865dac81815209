namespace Prisma.Workflows.Gates;

/// <summary>What a reader's answer means.</summary>
public enum ResponseKind
{
    Consent,
    ConsentWithConcern,
    Object,
    StandAside,
    Return,
    Decline,
    Score,
}
