using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Rehearsals.Trials;

/// <summary>Keeps what the instances of a trial write, in order, children's lines among them.</summary>
sealed class WrittenLines : IBurstCompanion
{
    readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

    public Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        _all.AddRange(burst.Lines);
        return Task.CompletedTask;
    }
}
