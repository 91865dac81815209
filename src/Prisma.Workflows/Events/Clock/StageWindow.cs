namespace Prisma.Workflows.Events.Clock;

/// <summary>When a stage is planned to be: from the start of one day to the end of another, in the event's time zone. A plan, not a lock.</summary>
public sealed record StageWindow(string Stage, string Title, DateOnly OpensOn, DateOnly ClosesOn, DateTimeOffset OpensAt);
