namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether the clock of this node was set while it ran: beside it, what has passed is counted without it.</summary>
sealed class ClockWatch(TimeProvider time)
{
    static readonly TimeSpan Remembered = TimeSpan.FromDays(1), Small = TimeSpan.FromMinutes(10);

    readonly Lock _lock = new();
    (DateTimeOffset Clock, long Count) _last = (time.GetUtcNow(), time.GetTimestamp());
    (TimeSpan By, long Count)? _leap;

    /// <summary>By how much the clock has leapt within the last day, forward or back; null where it has not.</summary>
    public TimeSpan? Leap()
    {
        lock (_lock)
        {
            var now = (Clock: time.GetUtcNow(), Count: time.GetTimestamp());
            var by = now.Clock - _last.Clock - time.GetElapsedTime(_last.Count, now.Count);
            _last = now;
            if (by.Duration() > Small)
                _leap = (by, now.Count);
            return _leap is { } leap && time.GetElapsedTime(leap.Count, now.Count) < Remembered ? leap.By : null;
        }
    }
}
