using System.Collections.Concurrent;

namespace Prisma.Workflows.Health;

/// <summary>When each recurring job of this node last came to its end, and what kept it from doing so since.</summary>
public sealed class Heartbeats(TimeProvider time)
{
    readonly DateTimeOffset _startedAt = time.GetUtcNow();
    readonly ConcurrentDictionary<string, Beat> _beats = [];

    public Beat Of(string job) => _beats.GetValueOrDefault(job) ?? new Beat(_startedAt, null);

    internal void Done(string job) => _beats[job] = new Beat(time.GetUtcNow(), null);

    internal void Failed(string job, string why) => _beats[job] = Of(job) with { Trouble = why };

    public sealed record Beat(DateTimeOffset At, string? Trouble);
}
