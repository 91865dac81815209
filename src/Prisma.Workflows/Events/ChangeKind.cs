namespace Prisma.Workflows.Events;

/// <summary>What is decided about an event as a whole (domain.md §13.5 and §13.6).</summary>
public enum ChangeKind
{
    /// <summary>It will not take place.</summary>
    Cancellation,

    /// <summary>It moves to other days.</summary>
    Move,

    /// <summary>The hub that was to host cannot; everything rests until another is found.</summary>
    Pause,

    /// <summary>Another hub hosts, and everything goes on.</summary>
    Resumption,
}
