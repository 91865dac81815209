namespace Prisma.Workflows.Events.Planning;

/// <summary>One person in one part of an event's team.</summary>
public sealed record TeamSeat(Guid PersonId, Part Part);
