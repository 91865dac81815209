namespace Prisma.Workflows.Events;

/// <summary>What somebody holds in the team of one event (domain.md §5.1).</summary>
public enum Part
{
    Lead,
    Facilitator,

    /// <summary>Reads and talks for the place that hosts.</summary>
    Hub,
    StewardDelegate,
}
