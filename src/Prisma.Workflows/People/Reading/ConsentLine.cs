namespace Prisma.Workflows.People.Reading;

/// <summary>Who consented to a version, and when.</summary>
public sealed record ConsentLine(Guid PersonId, string Name, DateTimeOffset At);
