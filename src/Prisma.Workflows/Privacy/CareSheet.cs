using Prisma.Workflows.Events;

namespace Prisma.Workflows.Privacy;

/// <summary>What everybody who comes to an event needs, by name; it is gone some days after the event, as <see cref="RetentionOptions"/> say.</summary>
public sealed record CareSheet(Event Event, IReadOnlyList<CareLine> Lines);
