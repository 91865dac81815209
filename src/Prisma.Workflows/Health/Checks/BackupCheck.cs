using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether the newest copy of the database is younger than 26 hours (domain.md §18.4).</summary>
sealed class BackupCheck(NightlyCopy copy, TimeProvider time) : IHealthCheck
{
    public const string Name = "Backup";

    static readonly TimeSpan Oldest = TimeSpan.FromHours(26);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Look());

    HealthCheckResult Look()
    {
        if (copy.Folder is not { } folder)
            return HealthCheckResult.Degraded("Nobody has said where backups of PostgreSQL lie. Set Database:CopyFolder to the folder that pg_dump writes to every night.");
        if (copy.NewestAt is not { } newest)
            return HealthCheckResult.Degraded($"There is no backup in {folder}. {copy.WayOut}");
        var age = time.GetUtcNow() - newest;
        return age < Oldest ? HealthCheckResult.Healthy($"The last backup is {Spans.InWords(age)} old.") : HealthCheckResult.Degraded($"The last backup in {folder} is {Spans.InWords(age)} old. {copy.WayOut}");
    }
}
