using Jint;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>
/// Stops a script that has run for too long by itself. The machine may give the thread to somebody else in between: a gap between
/// two looks at the clock counts as one short turn at most, so that a script is not stopped because others were busy. A second,
/// generous limit holds for the time on the clock.
/// </summary>
sealed class OwnTime(TimeSpan limit, TimeSpan onTheClock) : Constraint
{
    static readonly long LongestTurn = TimeProvider.System.TimestampFrequency / 500;

    readonly long _limit = Ticks(limit);
    readonly long _onTheClock = Ticks(onTheClock);
    long _start, _last, _own;

    public override void Reset()
    {
        _start = _last = TimeProvider.System.GetTimestamp();
        _own = 0;
    }

    public override void Check()
    {
        var now = TimeProvider.System.GetTimestamp();
        _own += Math.Min(now - _last, LongestTurn);
        _last = now;
        if (_own > _limit || now - _start > _onTheClock)
            throw new TimeoutException();
    }

    static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * TimeProvider.System.TimestampFrequency);
}
