namespace Prisma.Workflows.Privacy;

/// <summary>What somebody wants done with what they told, since when.</summary>
public sealed record Wish(Guid EnrolmentId, string What, DateTimeOffset At);
