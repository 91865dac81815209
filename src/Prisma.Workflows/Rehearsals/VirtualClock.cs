namespace Prisma.Workflows.Rehearsals;

/// <summary>A clock that stands still until it is moved on; it never goes back.</summary>
sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    DateTimeOffset _now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant.ToUniversalTime() : _now;
}
