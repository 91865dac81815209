namespace Prisma.Workflows;

/// <summary>For what only wakes: it goes on evenly when the machine's clock is set, where the other would stand still until the old time is reached again (domain.md §18.1).</summary>
sealed class SteadyClock(TimeProvider time) : TimeProvider
{
    readonly DateTimeOffset _beganAt = time.GetUtcNow();
    readonly long _began = time.GetTimestamp();

    public override long TimestampFrequency => time.TimestampFrequency;

    public TimeSpan Passed => time.GetElapsedTime(_began);

    public override DateTimeOffset GetUtcNow() => _beganAt + Passed;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
}
