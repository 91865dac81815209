namespace Prisma.Workflows.Events;

/// <summary>How much time an event gives itself before the intensive (domain.md §5.2).</summary>
public enum Profile
{
    /// <summary>240 days, the first event of a hub.</summary>
    Full,

    /// <summary>180 days.</summary>
    Standard,

    /// <summary>120 days, for a hub that has done it before.</summary>
    Compact,
}
