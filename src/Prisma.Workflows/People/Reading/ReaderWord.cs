namespace Prisma.Workflows.People.Reading;

/// <summary>What a reader wrote to whoever made a version, and of which content.</summary>
public sealed record ReaderWord(string Name, string Word, string ContentHash, DateTimeOffset At);
