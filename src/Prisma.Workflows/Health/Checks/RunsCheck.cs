using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.Runtime.Watch;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether everything that runs has something to wake it, as the last look has found.</summary>
sealed class RunsCheck(StuckInstances stuck) : IHealthCheck
{
    public const string Name = "Runs";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(stuck.Found.Count switch
    {
        0 => HealthCheckResult.Healthy("Everything that waits has something to wake it."),
        var count => HealthCheckResult.Degraded($"{(count == 1 ? "One workflow instance stands still" : $"{count} workflow instances stand still")}. See “Instances”."),
    });
}
