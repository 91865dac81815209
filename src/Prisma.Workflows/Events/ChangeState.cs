namespace Prisma.Workflows.Events;

/// <summary>Where a change of an event stands.</summary>
public enum ChangeState
{
    /// <summary>Waits for a second person's yes; nobody was told.</summary>
    Proposed,

    /// <summary>Decided; one passage after the other is told.</summary>
    UnderWay,
    Done,

    /// <summary>The second person said no, or it was taken back before anybody was told.</summary>
    Dropped,
}
