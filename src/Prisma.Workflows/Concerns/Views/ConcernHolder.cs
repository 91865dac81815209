namespace Prisma.Workflows.Concerns.Views;

/// <summary>Somebody whom a concern may go to.</summary>
public sealed record ConcernHolder(Guid Id, string Name);
