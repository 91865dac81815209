namespace Prisma.Workflows.Health;

/// <summary>Something watched that is not well: what was found last and what to do, since when, when it was seen last, and when it was told.</summary>
public sealed record Ailment(string Check, string Sentence, DateTimeOffset Since, DateTimeOffset SeenAt, DateTimeOffset? ToldAt = null);
