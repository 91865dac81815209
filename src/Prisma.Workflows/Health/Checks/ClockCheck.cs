using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.Persistence.PostgreSql;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether the clock goes with the other nodes', with PostgreSQL's, and did not leap (domain.md §18.1, §18.4). What the world's clock says nobody here knows.</summary>
sealed class ClockCheck(PrismaDbContext db, ClockWatch watch, TimeProvider time) : IHealthCheck
{
    public const string Name = "Clock";

    const string WayOut = "Set the clock, and see that the machine keeps it by itself (NTP).";

    static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (watch.Leap() is { } leap)
            return HealthCheckResult.Degraded($"The clock leapt {(leap > TimeSpan.Zero ? "forward" : "back")} by {Spans.InWords(leap.Duration())}, or the machine slept. {WayOut}");
        var record = await HealthRecord.ReadAsync(db, cancellationToken);
        if (record is not null && record.LookedAt - time.GetUtcNow() is var behind && behind > Most)
            return HealthCheckResult.Degraded($"The clock is {Spans.InWords(behind)} behind what was kept last. {WayOut}");
        if (db is PostgreSqlPrismaDbContext && await SkewAsync(cancellationToken) is var skew && skew.Duration() > Most)
            return HealthCheckResult.Degraded($"The clock is {Spans.InWords(skew.Duration())} {(skew > TimeSpan.Zero ? "ahead of" : "behind")} PostgreSQL's. {WayOut}");
        return HealthCheckResult.Healthy("It goes on evenly.");
    }

    /// <summary>How far our clock is ahead, at the least: asking takes its time.</summary>
    async Task<TimeSpan> SkewAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow();
        var theirs = await db.Database.SqlQuery<DateTimeOffset>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancellation);
        var after = time.GetUtcNow();
        return theirs < before ? before - theirs : theirs > after ? after - theirs : TimeSpan.Zero;
    }
}
