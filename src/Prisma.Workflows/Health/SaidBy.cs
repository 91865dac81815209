namespace Prisma.Workflows.Health;

/// <summary>What somebody has said about the installation, and when.</summary>
public sealed record SaidBy(DateTimeOffset At, string Name);
