using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether the newest copy of the database is younger than 26 hours (domain.md §18.4).</summary>
sealed class BackupCheck(NightlyCopy copy, FirstDays firstDays, TimeProvider time) : IHealthCheck
{
    public const string Name = "Backup";

    static readonly TimeSpan Oldest = TimeSpan.FromHours(26);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (copy.Folder is not { } folder)
            return await firstDays.MissAsync("Nobody has said where backups of PostgreSQL lie. Set Database:CopyFolder to the folder that pg_dump writes to every night.", Oldest, cancellationToken);
        if (copy.NewestAt is not { } newest)
            return await firstDays.MissAsync($"There is no backup in {folder}. {copy.WayOut}", Oldest, cancellationToken);
        var age = time.GetUtcNow() > newest ? time.GetUtcNow() - newest : TimeSpan.Zero;
        return age < Oldest ? HealthCheckResult.Healthy($"The last backup is {Spans.InWords(age)} old.") : HealthCheckResult.Degraded($"The last backup in {folder} is {Spans.InWords(age)} old. {copy.WayOut}");
    }
}
