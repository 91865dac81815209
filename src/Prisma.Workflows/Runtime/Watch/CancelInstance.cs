using Prisma.Workflows.Audit;

namespace Prisma.Workflows.Runtime.Watch;

/// <summary>An administrator ends an instance, and its children with it.</summary>
public sealed class CancelInstance(WorkflowRuntime runtime, AuditTrail audit)
{
    public async Task ExecuteAsync(string instanceId, string actor, CancellationToken cancellation)
    {
        await runtime.CancelAsync(instanceId, cancellation);
        audit.Tell(AuditTrail.Installation, actor, $"{actor} cancelled the workflow instance {instanceId}.");
    }
}
