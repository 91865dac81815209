namespace Prisma.Workflows.Concerns.Views;

/// <summary>One concern in a list: when and where, and nothing of what was told.</summary>
public sealed record ConcernLine(Guid Id, string EventName, DateTimeOffset ReceivedAt, ConcernState State, DateTimeOffset MeetBy);
