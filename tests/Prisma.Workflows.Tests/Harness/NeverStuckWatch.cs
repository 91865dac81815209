using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>Looks at every instance after every burst of every test: what nothing can wake fails the operation, and so the test.</summary>
sealed class NeverStuckWatch : IBurstCompanion
{
    public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

    public Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation) =>
        NeverStuck.Check(burst.Instance) is { } stuck ? throw new InvalidOperationException(stuck) : Task.CompletedTask;
}
