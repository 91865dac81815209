namespace Prisma.Workflows.Gates;

/// <summary>How the answers of readers become a decision.</summary>
public enum GateRule
{
    /// <summary>One facilitator confirms evidence, or as many as the gate has readers; a refusal is confirmed by a second.</summary>
    Check,

    /// <summary>Two readers score; a third when they lie apart.</summary>
    Readers,

    /// <summary>One circle consents: a quorum, and nobody with a reasoned objection.</summary>
    Consent,

    /// <summary>Several circles consent in parallel, each with a quorum of its own.</summary>
    Dual,
}
