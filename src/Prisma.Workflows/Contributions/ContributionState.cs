namespace Prisma.Workflows.Contributions;

/// <summary>How a contribution stands in the timeline (docs/lifecycle.md).</summary>
public enum ContributionState
{
    Stated,

    /// <summary>Whoever received it sees it otherwise; it is out of the timeline until a facilitator has talked with both.</summary>
    InTalk,
    Withdrawn,
}
