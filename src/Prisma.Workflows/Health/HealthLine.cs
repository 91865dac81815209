namespace Prisma.Workflows.Health;

/// <summary>One thing that is watched, as the page tells of it.</summary>
/// <param name="Since">Since when it is not well; null where it is, or where this look is the first to see it.</param>
/// <param name="IsToDo">Well for now, and to be set up within the first days.</param>
public sealed record HealthLine(string Check, bool IsWell, string Sentence, DateTimeOffset? Since, bool IsToDo);
