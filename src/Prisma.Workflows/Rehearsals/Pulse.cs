namespace Prisma.Workflows.Rehearsals;

/// <summary>When a timer, a rung, a mail or the end of a rest is due next, null where none is, and the place of the newest step.</summary>
sealed record Pulse(DateTimeOffset? Timer, DateTimeOffset? Rung, DateTimeOffset? Mail, DateTimeOffset? Rest, long NewestStep);
