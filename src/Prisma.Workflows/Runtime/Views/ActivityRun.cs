using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Views;

/// <summary>One time an activity ran, put together from the log.</summary>
public sealed record ActivityRun(string Id, string ActivityId, string NodeId, string Type, ActivityNode? Node, StoredLogEntry Began)
{
    public string? ParentId { get; private init; }
    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>"Running", "Completed", "Canceled" or "Faulted", as Elsa's programs know it.</summary>
    public string Status { get; private init; } = "Running";

    /// <summary>What it gave, as JSON; null when that is nothing.</summary>
    public string? Outputs { get; private init; }

    public bool Waits { get; private init; }
    public string? Failure { get; private init; }
    public IReadOnlyList<string> Outcomes { get; private init; } = [];

    internal static IReadOnlyList<ActivityRun> From(string instanceId, WorkflowInstance instance, WorkflowDefinition definition, IReadOnlyList<StoredLogEntry> log)
    {
        var waiting = instance.Bookmarks.Select(bookmark => bookmark.ActivityInstanceId).ToHashSet(StringComparer.Ordinal);
        return [.. log.Where(entry => entry.Event != nameof(ActivityLogEvent.Skipped)).GroupBy(entry => IdOf(instanceId, entry), StringComparer.Ordinal).Select(run => One(run, instanceId, definition, waiting))];
    }

    /// <summary>As the engine names executions; what was logged before they were kept goes by its activity.</summary>
    public static string IdOf(string instanceId, StoredLogEntry entry) =>
        entry.Execution > 0 ? IdOf(instanceId, entry.Execution) : $"{instanceId}.{entry.ActivityId}";

    /// <summary>The path of the node, through the definitions that are used in place.</summary>
    public static string NodeIdOf(WorkflowDefinition definition, StoredLogEntry entry) =>
        entry.NodeId ?? definition.NodesById.GetValueOrDefault(entry.ActivityId)?.NodeId ?? entry.ActivityId;

    static string IdOf(string instanceId, long execution) => string.Create(CultureInfo.InvariantCulture, $"{instanceId}.{execution}");

    static ActivityRun One(IGrouping<string, StoredLogEntry> run, string instanceId, WorkflowDefinition definition, HashSet<string> waiting)
    {
        var entries = run.ToList();
        var began = entries[0];
        var ended = entries.FindLast(entry => entry.Event is nameof(ActivityLogEvent.Completed) or nameof(ActivityLogEvent.Cancelled) or nameof(ActivityLogEvent.Faulted));
        return new ActivityRun(run.Key, began.ActivityId, NodeIdOf(definition, began), began.ActivityType, definition.NodesById.GetValueOrDefault(began.ActivityId), began)
        {
            ParentId = began.Parent is { } parent ? IdOf(instanceId, parent) : null,
            EndedAt = ended?.At,
            Outputs = ended is { Event: nameof(ActivityLogEvent.Completed) } ? ended.Values : null,
            Waits = waiting.Contains(run.Key),
            Failure = ended is { Event: nameof(ActivityLogEvent.Faulted) } ? ended.Text : null,
            Outcomes = ended?.Outcomes.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [],
            Status = ended?.Event switch
            {
                nameof(ActivityLogEvent.Completed) => "Completed",
                nameof(ActivityLogEvent.Cancelled) => "Canceled",
                nameof(ActivityLogEvent.Faulted) => "Faulted",
                _ => "Running",
            },
        };
    }
}
