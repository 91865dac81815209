using Jint.Runtime;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>The time a script sees: that of its burst, in UTC, so that a rehearsal and a repetition see the same.</summary>
sealed class ScriptClock(ScriptSession session) : ITimeSystem
{
    readonly DefaultTimeSystem _system = new(TimeZoneInfo.Utc, CultureInfo.InvariantCulture);

    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset GetUtcNow() => session.Current?.Now ?? DateTimeOffset.UnixEpoch;

    public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;

    public bool TryParse(string date, out long epochMilliseconds) => _system.TryParse(date, out epochMilliseconds);
}
