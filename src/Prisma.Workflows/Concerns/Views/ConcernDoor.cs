namespace Prisma.Workflows.Concerns.Views;

/// <summary>What somebody sees before they tell the trust nodes: of which event, and who would read it.</summary>
public sealed record ConcernDoor(Guid EventId, string EventName, string Slug, string TimeZone, IReadOnlyList<ConcernHolder> Holders);
