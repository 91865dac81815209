using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether the database answers, and whether what the last look found could be written into it (domain.md §18.4).</summary>
sealed class DatabaseCheck(PrismaDbContext db, Heartbeats beats) : IHealthCheck
{
    public const string Name = "Database";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        !await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Unhealthy("The database does not answer. See that it runs and can be reached.")
        : beats.Of(Schedules.Health).Trouble is { } trouble ? HealthCheckResult.Degraded(trouble)
        : HealthCheckResult.Healthy("It answers, and can be written.");
}
