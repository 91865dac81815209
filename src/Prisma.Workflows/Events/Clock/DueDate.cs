namespace Prisma.Workflows.Events.Clock;

/// <summary>Until when something is asked for; tight when the latest useful day could not be kept.</summary>
public sealed record DueDate(DateOnly On, DateTimeOffset At, bool IsTight);
