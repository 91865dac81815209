namespace Prisma.Workflows.Events.Clock;

/// <summary>Where an event's call stands on a given day.</summary>
public enum CallState
{
    NotOpened,
    Open,
    Closed,
}
