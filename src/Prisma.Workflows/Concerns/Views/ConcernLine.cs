namespace Prisma.Workflows.Concerns.Views;

/// <summary>One concern in a list: when and where, and nothing of what was told.</summary>
/// <param name="MeetBy">Null once it was closed; a second look has no day of its own.</param>
/// <param name="Waits">Whether it waits for whoever reads the list.</param>
public sealed record ConcernLine(Guid Id, string EventName, DateTimeOffset ReceivedAt, ConcernState State, DateTimeOffset? MeetBy, bool Waits);
