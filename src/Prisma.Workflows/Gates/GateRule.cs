namespace Prisma.Workflows.Gates;

/// <summary>How the answers of readers become a decision.</summary>
public enum GateRule
{
    /// <summary>One facilitator confirms evidence; a refusal is confirmed by a second.</summary>
    Check,

    /// <summary>Two readers score; a third when they lie apart.</summary>
    Readers,
}
