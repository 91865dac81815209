namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>Something somebody invented will do, at a moment known beforehand.</summary>
sealed record PlannedAct(DateTimeOffset At, Func<Task> DoAsync);
