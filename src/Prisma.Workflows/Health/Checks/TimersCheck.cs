using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether all recurring work of this node comes to its end again and again (domain.md §18.4).</summary>
sealed class TimersCheck(Heartbeats beats) : IHealthCheck
{
    public const string Name = "Timers";

    const int MayMiss = 3;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var late = Schedules.All.Select(job => (Name: job.Key, Beat: beats.Of(job.Key), job.Value.Every)).Where(job => job.Beat.Age > Patience + (MayMiss * job.Every)).ToList();
        return Task.FromResult(late is [] ? HealthCheckResult.Healthy("All recurring work is done in time.") : HealthCheckResult.Degraded(string.Join(' ', late.Select(job => Say(job.Name, job.Beat.Age, job.Beat.Trouble)))));
    }

    static string Say(string job, TimeSpan since, string? trouble) =>
        $"“{job}” was last done {Spans.InWords(since)} ago{(trouble is null ? ". Start Prisma again." : $": {trouble.TrimEnd('.')}. The log says more.")}";
}
