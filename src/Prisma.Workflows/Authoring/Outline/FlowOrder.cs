using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Activities.Flow;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Outline;

/// <summary>
/// The order in which a flowchart is read: every step before those it leads to, what branches off at once behind the step
/// it leaves, and loops cut where they go back.
/// </summary>
sealed class FlowOrder
{
    readonly ActivityNode _flowchart;
    readonly ActivityCatalogue _catalogue;
    readonly Dictionary<string, ActivityNode> _nodes;
    readonly ILookup<string, Connection> _from;
    readonly HashSet<Connection> _back = [];
    readonly List<ActivityNode> _order = [];

    public FlowOrder(ActivityNode flowchart, ActivityCatalogue catalogue)
    {
        (_flowchart, _catalogue) = (flowchart, catalogue);
        _nodes = flowchart.Activities.DistinctBy(node => node.Id).ToDictionary(node => node.Id, StringComparer.Ordinal);
        _from = flowchart.Connections.Where(one => _nodes.ContainsKey(one.Source) && _nodes.ContainsKey(one.Target)).Distinct().ToLookup(one => one.Source, StringComparer.Ordinal);
        Start = Flowcharts.StartOf(flowchart, node => catalogue.Describe(node.Type)?.IsStart == true, triggerActivityId: null);
        Walk();
        Unreached = [.. _nodes.Values.Except(_order)];
    }

    public ActivityNode? Start { get; }

    public IReadOnlyList<ActivityNode> Order => _order;

    public IReadOnlyList<ActivityNode> Unreached { get; }

    public IReadOnlyList<Connection> From(string id) => [.. _from[id]];

    public bool GoesBack(Connection connection) => _back.Contains(connection);

    /// <summary>The outcomes of a node, first the one that goes on; also those that only a connection names.</summary>
    public IReadOnlyList<string> OutcomesOf(ActivityNode node) =>
        [.. _catalogue.OutcomesOf(node).Concat(_from[node.Id].Select(one => one.Port)).Distinct(StringComparer.Ordinal)];

    /// <summary>The step a pathway goes on with behind this one: where its first connected outcome leads.</summary>
    public string? Next(ActivityNode node) =>
        OutcomesOf(node).Select(port => _from[node.Id].FirstOrDefault(one => one.Port == port)?.Target).FirstOrDefault(target => target is not null);

    /// <summary>The step before this one, where it is the only one that leads here going forward and does so on its main way.</summary>
    public ActivityNode? Before(ActivityNode node)
    {
        var sources = _flowchart.Connections.Where(one => one.Target == node.Id && !_back.Contains(one)).Select(one => one.Source).Distinct(StringComparer.Ordinal).ToList();
        return sources is [var only] && _nodes.TryGetValue(only, out var before) && before != node && Next(before) == node.Id ? before : null;
    }

    /// <summary>The steps from which this one can be reached, in the order they are read.</summary>
    public IEnumerable<ActivityNode> LeadingTo(ActivityNode node)
    {
        var into = _flowchart.Connections.ToLookup(one => one.Target, one => one.Source, StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([node.Id]);
        while (open.TryPop(out var id))
        {
            foreach (var source in into[id].Where(found.Add))
                open.Push(source);
        }

        return _order.Where(one => one != node && found.Contains(one.Id));
    }

    /// <summary>Depth first, the main way before the others: turned round, the main way comes last and side branches stand by their step.</summary>
    void Walk()
    {
        if (Start is null)
            return;
        var open = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var stack = new Stack<(ActivityNode Node, IEnumerator<Connection> Ways)>();
        Enter(Start);
        while (stack.TryPeek(out var top))
        {
            if (!top.Ways.MoveNext())
            {
                stack.Pop();
                open.Remove(top.Node.Id);
                _order.Add(top.Node);
            }
            else if (open.Contains(top.Ways.Current.Target))
            {
                _back.Add(top.Ways.Current);
            }
            else if (!seen.Contains(top.Ways.Current.Target))
            {
                Enter(_nodes[top.Ways.Current.Target]);
            }
        }

        _order.Reverse();

        void Enter(ActivityNode node)
        {
            seen.Add(node.Id);
            open.Add(node.Id);
            var ports = OutcomesOf(node).ToList();
            stack.Push((node, _from[node.Id].OrderBy(one => ports.IndexOf(one.Port)).ToList().GetEnumerator()));
        }
    }
}
