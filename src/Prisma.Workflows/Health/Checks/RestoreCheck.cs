using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether somebody has put a backup back within 30 days, to see that it works (domain.md §18.4).</summary>
sealed class RestoreCheck(PrismaDbContext db, FirstDays firstDays, TimeProvider time) : IHealthCheck
{
    public const string Name = "Restore";

    const string WayOut = "Try it on another machine, as docs/deployment.md says, and say so on this page.";

    static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if ((await HealthRecord.ReadAsync(db, cancellationToken))?.RestoreTried is not { } tried)
            return await firstDays.MissAsync($"Nobody has put a backup back yet, to see that it works. {WayOut}", Longest, cancellationToken);
        var now = time.GetUtcNow();
        var since = now > tried.At ? now - tried.At : TimeSpan.Zero;
        var ago = $"{Spans.InWords(since)} ago, and it worked.";

        // What is not well is written to the log, which names nobody.
        return since < Longest ? HealthCheckResult.Healthy($"{tried.Name} put a backup back {ago}") : HealthCheckResult.Degraded($"A backup was put back {ago} {WayOut}");
    }
}
