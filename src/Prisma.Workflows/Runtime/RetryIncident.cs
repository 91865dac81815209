using Prisma.Workflows.Audit;

namespace Prisma.Workflows.Runtime;

/// <summary>Somebody has the activity of an incident run again.</summary>
public sealed class RetryIncident(WorkflowRuntime runtime, AuditTrail audit)
{
    /// <summary>False when the incident is not there, or was tried again already: a second click changes nothing.</summary>
    public async Task<bool> ExecuteAsync(string instanceId, string incidentId, string actor, CancellationToken cancellation)
    {
        if (!await runtime.RetryAsync(instanceId, incidentId, cancellation))
            return false;
        audit.Tell(AuditTrail.Installation, actor, $"{actor} had the workflow instance {instanceId} try again what had failed.");
        return true;
    }
}
