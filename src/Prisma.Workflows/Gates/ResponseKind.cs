namespace Prisma.Workflows.Gates;

/// <summary>What a reader's answer means (domain.md §5.6).</summary>
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
