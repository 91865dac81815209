using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Views;

/// <summary>One instance with its definition and everything its activities did, in order.</summary>
public sealed record InstanceHistory(StoredInstance Stored, WorkflowInstance Instance, WorkflowDefinition Definition, IReadOnlyList<StoredLogEntry> Log)
{
    /// <summary>Each time an activity ran, in the order in which they began.</summary>
    public IReadOnlyList<ActivityRun> Runs { get; } = ActivityRun.From(Stored.Id, Instance, Definition, Log);
}
