using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>One line of an instance's history.</summary>
public sealed class ActivityLogEntry(long sequence, DateTimeOffset at, ActivityLogEvent happened, ActivityNode node, ActivityExecution execution)
{
    public long Sequence { get; } = sequence;
    public DateTimeOffset At { get; } = at;
    public ActivityLogEvent Event { get; } = happened;
    public ActivityNode Node { get; } = node;
    public string ActivityId => Node.Id;
    public string ActivityType => Node.Type;

    /// <summary>The execution it happened to; for a skipped activity, the flowchart that skipped it.</summary>
    public ActivityExecution Execution { get; } = execution;

    public string ActivityInstanceId => Execution.Id;
    public string ActivityNodeId => ReferenceEquals(Execution.Node, Node) ? Execution.NodeId : Execution.NodeId + ":" + Node.Id;
    public IReadOnlyList<string> Outcomes { get; init; } = [];
    public string? Text
    {
        get;
        init => field = WellFormed.Of(value);
    }

    /// <summary>The inputs that were computed when it started, the outputs it gave when it completed; without what the definition keeps out of the log.</summary>
    public JsonObject? Values { get; internal set; }
}
