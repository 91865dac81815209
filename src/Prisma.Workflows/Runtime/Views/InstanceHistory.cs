using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Views;

/// <summary>One instance with its definition and everything its activities did, in order.</summary>
public sealed record InstanceHistory(StoredInstance Stored, WorkflowInstance Instance, WorkflowDefinition Definition, IReadOnlyList<StoredLogEntry> Log)
{
    /// <summary>Each time an activity ran, in the order in which they began.</summary>
    public IReadOnlyList<ActivityRun> Runs { get; } = ActivityRun.From(Stored.Id, Instance, Definition, Log);

    public IReadOnlyDictionary<string, ActivityRun> RunsById => field ??= Runs.ToDictionary(run => run.Id, StringComparer.Ordinal);

    /// <summary>A run and those around it, from the inside out.</summary>
    public IEnumerable<ActivityRun> Around(ActivityRun run)
    {
        for (var one = run; one is not null; one = one.ParentId is { } parent ? RunsById.GetValueOrDefault(parent) : null)
            yield return one;
    }
}
