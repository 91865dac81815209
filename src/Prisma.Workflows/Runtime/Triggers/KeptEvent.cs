namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>An event that came before anybody waited for it. It is kept as long as what it is meant for runs, and heard once.</summary>
[Index(nameof(Hash))]
[Index(nameof(Scope))]
public sealed class KeptEvent
{
    public required Guid Id { get; init; }
    public required string Hash { get; init; }

    /// <summary>"instance:" or "correlation:" and the id.</summary>
    public required string Scope { get; init; }

    /// <summary>What it carries, as JSON; empty for nothing.</summary>
    public required string Payload { get; init; }

    public required DateTimeOffset At { get; init; }
}
