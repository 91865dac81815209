using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime;

/// <summary>What a slice gives to the bursts of its instances: loaded before, so that activities do no I/O, and carried on after.</summary>
public interface IBurstCompanion
{
    /// <summary>Attaches what the activities of this instance will ask for; nothing when the instance is none of this slice's.</summary>
    Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation);

    /// <summary>Carries on what the burst left with it, within the same commit.</summary>
    Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The burst was of one that stood still after a failure and was tried again: wakes what missed something of this slice's meanwhile, within the same commit.</summary>
    Task AgainAsync(Burst burst, WorkflowRuntime runtime, CancellationToken cancellation) => Task.CompletedTask;
}
