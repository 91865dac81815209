using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.Runtime.Watch;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>Whether everything that runs has something to wake it, as the last look has found.</summary>
sealed class InstancesCheck(StuckInstances stuck) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(stuck.Found.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{stuck.Found.Count} workflow instances are stuck; see /instances."));
}
