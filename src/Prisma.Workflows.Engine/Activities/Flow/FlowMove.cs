using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>
/// Takes what a running flowchart remembers over into another version of it. A way that never came and never will counts as not taken, so that
/// nothing waits for it; what then has no way left to wait for is run or skipped.
/// </summary>
sealed class FlowMove
{
    readonly ActivityExecution _execution;
    readonly FlowState _state;
    readonly FlowGraph _graph;
    readonly HashSet<string> _coming;

    FlowMove(FlowGraph graph, ActivityExecution execution)
    {
        _execution = execution;
        _state = execution.Flow!;
        _graph = graph;
        _coming = [];
        foreach (var child in execution.Children.Where(child => !child.HasEnded))
            Comes(child.ActivityId);
    }

    internal static void Into(ActivityNode flowchart, ActivityExecution execution)
    {
        var state = execution.Flow!;
        if (flowchart.Child(state.Start) is null)
            state.Start = Flowcharts.StartOf(flowchart, node => node.Type == "Elsa.Start", null)!.Id;
        var graph = flowchart.GraphFrom(state.Start);
        var move = new FlowMove(graph, execution);
        foreach (var id in graph.InForwardOrder())
            move.Decide(id);
    }

    void Decide(string id)
    {
        var ways = _graph.ForwardInbound(id);
        if (!_coming.Contains(id) && !ways.Any(IsAhead))
            return;
        foreach (var way in ways.Where(way => !_coming.Contains(way.Source) && _state.VisitsOfConnection(way.Key).Count == 0))
            _state.Connections[way.Key] = new(_state.VisitsOf(id) + 1, IsJoinOfAll(id));
        if (_coming.Contains(id) || !ways.All(IsAhead))
            return;
        if (IsJoinOfAll(id) ? ways.All(IsFollowed) : ways.Any(IsFollowed))
            Run(id);
        else
            Skip(id);
    }

    /// <summary>A join of all waits for what was taken: what lies behind it is no way that was lost.</summary>
    bool IsJoinOfAll(string id) => Flowcharts.FixedModeOf(_graph.Nodes[id]) == FlowJoinMode.WaitAll;

    bool IsAhead(Connection way) => _state.VisitsOfConnection(way.Key).Count > _state.VisitsOf(way.Target);

    bool IsFollowed(Connection way) => _state.VisitsOfConnection(way.Key).Followed;

    /// <summary>It has its turn in the next burst.</summary>
    void Run(string id)
    {
        _execution.AddChild(_execution.Instance.NextNumber(), id);
        Comes(id);
    }

    void Skip(string id)
    {
        _state.CountActivity(id);
        foreach (var way in _graph.Outbound(id).Where(_graph.IsForward))
            _state.CountConnection(way.Key, followed: false);
    }

    /// <summary>What runs, and everything it can lead to.</summary>
    void Comes(string id)
    {
        _coming.Add(id);
        var queue = new Queue<string>([id]);
        while (queue.TryDequeue(out var source))
        {
            foreach (var way in _graph.Outbound(source).Where(way => _coming.Add(way.Target)))
                queue.Enqueue(way.Target);
        }
    }
}
