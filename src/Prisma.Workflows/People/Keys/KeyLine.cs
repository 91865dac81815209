namespace Prisma.Workflows.People.Keys;

/// <summary>One key in a list.</summary>
public sealed record KeyLine(Guid Id, string Name, string ActsAs, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);
