using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Prisma.Workflows.Health;

/// <summary>Looks at all that is watched (domain.md §18.4), and keeps what was found.</summary>
public sealed partial class WatchHealth(HealthCheckService checks, Operations operations, ILogger<WatchHealth> logger)
{
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var report = await checks.CheckHealthAsync(cancellation);
        foreach (var one in await operations.RunAsync<KeepHealth, IReadOnlyList<Ailment>>(keep => keep.ExecuteAsync(report, cancellation), cancellation))
            LogAiling(one.Check, one.Sentence);
    }

    [LoggerMessage(1020, LogLevel.Warning, "{Check}: {Sentence}")]
    private partial void LogAiling(string check, string sentence);
}
