using System.Collections.Concurrent;

namespace Prisma.Workflows.Health;

/// <summary>When each recurring job of this node last came to its end, and what kept it from doing so since; told by a clock that nobody sets.</summary>
public sealed class Heartbeats(TimeProvider time)
{
    readonly SteadyClock _clock = new(time);
    readonly ConcurrentDictionary<string, (DateTimeOffset At, string? Trouble)> _beats = [];

    public Beat Of(string job) => _beats.TryGetValue(job, out var beat) ? new Beat(_clock.GetUtcNow() - beat.At, beat.Trouble) : new Beat(_clock.Passed, null);

    internal void Done(string job) => _beats[job] = (_clock.GetUtcNow(), null);

    internal void Failed(string job, string why) => _beats[job] = _beats.TryGetValue(job, out var beat) ? beat with { Trouble = why } : (_clock.GetUtcNow() - _clock.Passed, why);

    /// <param name="Trouble">Null where nothing kept it.</param>
    public sealed record Beat(TimeSpan Age, string? Trouble);
}
