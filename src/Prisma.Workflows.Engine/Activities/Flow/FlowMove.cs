using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>
/// Takes what a running flowchart remembers over into another version of it. A way that can no longer come there counts as not taken, so that nothing waits
/// for it; what then has no way left to wait for is run or skipped. What waits in vain in both versions is left as it is.
/// </summary>
sealed class FlowMove
{
    readonly ActivityExecution _execution;
    readonly FlowState _state;
    readonly FlowGraph _before;
    readonly FlowGraph _graph;
    readonly HashSet<string> _open;
    readonly HashSet<string> _couldCome;
    readonly HashSet<string> _comes;
    readonly HashSet<string> _touched = [];

    FlowMove(FlowGraph before, FlowGraph graph, ActivityExecution execution)
    {
        _execution = execution;
        _state = execution.Flow!;
        _before = before;
        _graph = graph;
        _open = execution.Children.Where(child => !child.HasEnded).Select(child => child.ActivityId).ToHashSet(StringComparer.Ordinal);
        _couldCome = ComingFrom(before, _open);
        _comes = ComingFrom(graph, _open);
    }

    internal static void Into(ActivityNode flowchart, ActivityNode before, ActivityExecution execution)
    {
        var state = execution.Flow!;
        var old = before.GraphFrom(state.Start);
        if (flowchart.Child(state.Start) is null)
            state.Start = Flowcharts.StartOf(flowchart, node => node.Type == "Elsa.Start", null)!.Id;
        var graph = flowchart.GraphFrom(state.Start);
        var move = new FlowMove(old, graph, execution);
        foreach (var id in graph.InForwardOrder())
            move.Decide(id);
    }

    void Decide(string id)
    {
        var ways = _graph.ForwardInbound(id);
        if (!_comes.Contains(id) && !ways.Any(IsAhead))
            return;
        var lost = ways.Where(IsLost).ToList();
        foreach (var way in lost)
            _state.Connections[way.Key] = new(_state.VisitsOf(id) + 1, IsJoinOfAll(id));
        var isTouched = lost.Count > 0 || _touched.Contains(id) || _before.ForwardInbound(id).Any(old => !Array.Exists(ways, way => way.Key == old.Key));
        if (!isTouched || _open.Contains(id) || !ways.All(IsAhead))
            return;
        if (IsJoinOfAll(id) ? ways.All(IsFollowed) : ways.Any(IsFollowed))
            Run(id);
        else
            Skip(id);
    }

    /// <summary>It never came and cannot come here, and it is new, or could have come where the run was.</summary>
    bool IsLost(Connection way) => !_comes.Contains(way.Source) && _state.VisitsOfConnection(way.Key).Count == 0
        && (_couldCome.Contains(way.Source) || !Array.Exists(_before.ForwardInbound(way.Target), old => old.Key == way.Key));

    /// <summary>A join of all waits for what was taken: what lies behind it is no way that was lost.</summary>
    bool IsJoinOfAll(string id) => Flowcharts.FixedModeOf(_graph.Nodes[id]) == FlowJoinMode.WaitAll;

    bool IsAhead(Connection way) => _state.VisitsOfConnection(way.Key).Count > _state.VisitsOf(way.Target);

    bool IsFollowed(Connection way) => _state.VisitsOfConnection(way.Key).Followed;

    /// <summary>It has its turn in the next burst.</summary>
    void Run(string id)
    {
        _execution.AddChild(_execution.Instance.NextNumber(), id);
        _comes.UnionWith(ComingFrom(_graph, [id]));
    }

    void Skip(string id)
    {
        _state.CountActivity(id);
        foreach (var way in _graph.Outbound(id).Where(_graph.IsForward))
        {
            _state.CountConnection(way.Key, followed: false);
            _touched.Add(way.Target);
        }
    }

    /// <summary>What is open, and everything it can lead to.</summary>
    static HashSet<string> ComingFrom(FlowGraph graph, IEnumerable<string> open)
    {
        var coming = open.ToHashSet(StringComparer.Ordinal);
        var queue = new Queue<string>(coming);
        while (queue.TryDequeue(out var source))
        {
            foreach (var way in graph.Outbound(source).Where(way => coming.Add(way.Target)))
                queue.Enqueue(way.Target);
        }

        return coming;
    }
}
