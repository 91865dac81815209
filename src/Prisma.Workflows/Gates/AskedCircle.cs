namespace Prisma.Workflows.Gates;

/// <summary>A voice of a gate and the people who were asked for it.</summary>
public sealed record AskedCircle(Voice Voice, IReadOnlyCollection<Guid> People);
