using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether somebody has put a backup back within 30 days, to see that it works (domain.md §18.4).</summary>
sealed class RestoreCheck(PrismaDbContext db, TimeProvider time) : IHealthCheck
{
    public const string Name = "Restore";

    static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var record = await HealthRecord.ReadAsync(db, cancellationToken);
        var now = time.GetUtcNow();
        var since = now - (record?.RestoreTried?.At ?? record?.BeganAt ?? now);
        var said = record?.RestoreTried is { } tried ? $"{tried.Name} put a backup back {Spans.InWords(since)} ago, and it worked." : "Nobody has put a backup back yet, to see that it works.";
        return since < Longest ? HealthCheckResult.Healthy(said) : HealthCheckResult.Degraded($"{said} Try it on another machine, as docs/deployment.md says, and say so on this page.");
    }
}
