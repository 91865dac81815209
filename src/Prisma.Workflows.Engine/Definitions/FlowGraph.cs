using System.Collections.Frozen;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>A flowchart's connections seen from its start: forward ones, which joins wait for, and backward ones, which loop.</summary>
sealed class FlowGraph
{
    static readonly Connection[] None = [];
    readonly HashSet<Connection> _forward = new(ReferenceEqualityComparer.Instance);
    readonly FrozenDictionary<string, Connection[]> _outbound;
    readonly FrozenDictionary<string, Connection[]> _forwardInbound;

    internal FlowGraph(ActivityNode flowchart, string start)
    {
        Start = start;
        Nodes = flowchart.Activities.GroupBy(activity => activity.Id).ToFrozenDictionary(group => group.Key, group => group.First());
        _outbound = flowchart.Connections
            .Where(connection => Nodes.ContainsKey(connection.Source) && Nodes.ContainsKey(connection.Target))
            .DistinctBy(connection => connection.Key)
            .GroupBy(connection => connection.Source)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        Reached = Walk();
        _forwardInbound = _outbound.Values.SelectMany(connections => connections)
            .Where(_forward.Contains)
            .GroupBy(connection => connection.Target)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    internal string Start { get; }
    internal FrozenDictionary<string, ActivityNode> Nodes { get; }
    internal FrozenSet<string> Reached { get; }

    internal Connection[] Outbound(string id) => _outbound.GetValueOrDefault(id, None);

    internal Connection[] ForwardInbound(string id) => _forwardInbound.GetValueOrDefault(id, None);

    internal bool IsForward(Connection connection) => _forward.Contains(connection);

    internal IEnumerable<Connection> Backward() =>
        Reached.SelectMany(Outbound).Where(connection => !IsForward(connection));

    /// <summary>A backward connection may only lead to an activity that every way from the start passes on its way to the source.</summary>
    internal bool IsValidBackward(Connection connection)
    {
        if (connection.Source == connection.Target || connection.Target == Start)
            return true;

        var seen = new HashSet<string> { Start };
        var queue = new Queue<string>(seen);
        while (queue.TryDequeue(out var id))
        {
            if (id == connection.Source)
                return false;
            foreach (var outbound in Outbound(id))
            {
                if (outbound.Target != connection.Target && seen.Add(outbound.Target))
                    queue.Enqueue(outbound.Target);
            }
        }

        return true;
    }

    /// <summary>Everything from which forward connections lead to the activity.</summary>
    internal HashSet<string> Ancestors(string id)
    {
        var ancestors = new HashSet<string>();
        var queue = new Queue<string>([id]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var inbound in ForwardInbound(current))
            {
                if (ancestors.Add(inbound.Source))
                    queue.Enqueue(inbound.Source);
            }
        }

        return ancestors;
    }

    FrozenSet<string> Walk()
    {
        var reached = new HashSet<string> { Start };
        var queue = new Queue<string>(reached);
        while (queue.TryDequeue(out var id))
        {
            foreach (var connection in Outbound(id))
            {
                if (reached.Add(connection.Target))
                {
                    _forward.Add(connection);
                    queue.Enqueue(connection.Target);
                }
                else if (!LeadsBack(connection))
                {
                    _forward.Add(connection);
                }
            }
        }

        return reached.ToFrozenSet();
    }

    bool LeadsBack(Connection connection)
    {
        var seen = new HashSet<string> { connection.Target };
        var stack = new Stack<string>(seen);
        while (stack.TryPop(out var id))
        {
            if (id == connection.Source)
                return true;
            foreach (var outbound in Outbound(id))
            {
                if (_forward.Contains(outbound) && seen.Add(outbound.Target))
                    stack.Push(outbound.Target);
            }
        }

        return false;
    }
}
