using System.Collections.Frozen;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>A flowchart's connections seen from its start: forward ones, which joins wait for, and backward ones, which loop.</summary>
sealed class FlowGraph
{
    static readonly Connection[] None = [];
    readonly HashSet<Connection> _forward = new(ReferenceEqualityComparer.Instance);
    readonly FrozenDictionary<string, Connection[]> _outbound;
    readonly FrozenDictionary<string, Connection[]> _forwardInbound;
    readonly Lazy<Dictionary<string, Passage>> _passages;

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
        _passages = new(Passages);
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
    internal bool IsValidBackward(Connection connection) =>
        !_passages.Value.TryGetValue(connection.Source, out var source) || source.LeadsThrough(_passages.Value[connection.Target]);

    /// <summary>The nearest activity that every way from the start to this one passes before it; null at the start.</summary>
    internal string? Before(string id) => _passages.Value[id].Before?.Id;

    /// <summary>Whether every way from the start to an activity passes another, or they are the same.</summary>
    internal bool AlwaysPasses(string id, string other) => _passages.Value[id].LeadsThrough(_passages.Value[other]);

    /// <summary>Everything from which forward connections lead to the activity, where one is given without passing that.</summary>
    internal HashSet<string> Ancestors(string id, string? without = null)
    {
        var ancestors = new HashSet<string>();
        var queue = new Queue<string>([id]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var inbound in ForwardInbound(current))
            {
                if (inbound.Source != without && ancestors.Add(inbound.Source))
                    queue.Enqueue(inbound.Source);
            }
        }

        return ancestors;
    }

    /// <summary>Whether forward connections lead from one of the two to the other, or they are the same.</summary>
    internal bool IsOnOneWay(string one, string other) => one == other || Ancestors(one).Contains(other) || Ancestors(other).Contains(one);

    /// <summary>What is reached, each activity behind all those from which forward connections lead to it.</summary>
    internal IEnumerable<string> InForwardOrder()
    {
        var missing = Reached.ToDictionary(id => id, id => ForwardInbound(id).Length);
        var queue = new Queue<string>([Start]);
        while (queue.TryDequeue(out var id))
        {
            yield return id;
            foreach (var outbound in Outbound(id).Where(IsForward))
            {
                if (--missing[outbound.Target] == 0)
                    queue.Enqueue(outbound.Target);
            }
        }
    }

    /// <summary>Breadth first. A connection back to an activity that was left before closes a circle if it comes from behind that one, and any other closes none.</summary>
    FrozenSet<string> Walk()
    {
        var reached = new List<string> { Start };
        var places = new Dictionary<string, int> { [Start] = 0 };
        var sources = new List<List<int>> { new() };
        for (var place = 0; place < reached.Count; place++)
        {
            bool[]? before = null;
            foreach (var connection in Outbound(reached[place]))
            {
                if (places.TryAdd(connection.Target, reached.Count))
                {
                    reached.Add(connection.Target);
                    sources.Add([]);
                }

                var target = places[connection.Target];
                if (target <= place && (before ??= Before(place, sources))[target])
                    continue;
                _forward.Add(connection);
                sources[target].Add(place);
            }
        }

        return reached.ToFrozenSet();
    }

    static bool[] Before(int place, List<List<int>> sources)
    {
        var before = new bool[sources.Count];
        before[place] = true;
        var stack = new Stack<int>([place]);
        while (stack.TryPop(out var current))
        {
            foreach (var source in sources[current])
            {
                if (!before[source])
                    stack.Push(source);
                before[source] = true;
            }
        }

        return before;
    }

    Dictionary<string, Passage> Passages()
    {
        var passages = new Dictionary<string, Passage>();
        foreach (var id in InForwardOrder())
            passages[id] = new Passage(id, ForwardInbound(id).Select(inbound => passages[inbound.Source]).Aggregate((Passage?)null, (shared, next) => shared?.SharedWith(next) ?? next));
        return passages;
    }
}
