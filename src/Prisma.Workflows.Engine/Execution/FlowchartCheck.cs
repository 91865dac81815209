using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Activities.Flow;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>Looks at the connections of a flowchart: where they come from, where they lead, and what they never reach.</summary>
sealed class FlowchartCheck(ActivityCatalogue catalogue, ActivityNode flowchart, Func<DefinitionReference, WorkflowDefinition?>? find)
{
    /// <summary>How much of a flowchart is looked through for loops. Each start has its own view of it: of thousands the first have their turn, and what would fail from another fails when it is followed.</summary>
    const int MostLookedThrough = 200_000;

    static readonly string[] TokenModes = ["Merge", "Converge", "Cascade", "Race"];

    internal IEnumerable<Problem> Problems() => IsFlowchart
        ? [.. Connections(), .. MergeModes(), .. Graph()]
        : [];

    bool IsFlowchart => flowchart.Type == "Elsa.Flowchart";

    IEnumerable<Problem> Connections()
    {
        var nodes = flowchart.Activities.GroupBy(activity => activity.Id).ToDictionary(group => group.Key, group => group.First());
        var outcomes = new Dictionary<string, IReadOnlyList<string>?>();
        foreach (var connection in flowchart.Connections)
        {
            if (Missing(connection, nodes) is { } missing)
                yield return Problem.Error("DanglingConnection", missing == connection.Source ? connection.Target : connection.Source, $"The connection from '{connection.Source}' to '{connection.Target}' ends at '{missing}', which is not in the flowchart; remove it or add the activity.");
            else if (Outcomes(nodes[connection.Source], outcomes) is { } known && !known.Contains(connection.Port))
                yield return Problem.Error("UnknownPort", connection.Source, $"A connection leaves activity '{connection.Source}' from '{connection.Port}', but {WayOut(known)}.");
        }
    }

    IEnumerable<Problem> MergeModes() =>
        from activity in flowchart.Activities
        where TokenModes.Contains(activity.MergeMode, StringComparer.OrdinalIgnoreCase)
        select Problem.Warning("TokenMode", activity.Id, $"Activity '{activity.Id}' asks for the merge mode '{activity.MergeMode}', which only Elsa's token mode knows; here it waits for all its active connections. Use Elsa.FlowJoin to say otherwise.");

    IEnumerable<Problem> Graph()
    {
        if (flowchart.Activities.Count == 0)
            yield break;
        var starts = Starts().ToList();
        var reached = ReachedFrom(starts);
        foreach (var activity in flowchart.Activities.Where(activity => !reached.Contains(activity.Id)))
            yield return Problem.Warning("Unreachable", activity.Id, $"Activity '{activity.Id}' is never reached; connect it or remove it.");

        var graphs = starts.Take(1 + MostLookedThrough / (flowchart.Activities.Count + flowchart.Connections.Count)).Select(flowchart.GraphFrom).ToList();
        foreach (var problem in graphs.SelectMany(graph => new LoopCheck(catalogue, graph).Problems()).DistinctBy(problem => (problem.Code, problem.ActivityId)))
            yield return problem;

        var invalid = graphs.SelectMany(graph => graph.Backward().Where(connection => !graph.IsValidBackward(connection))).DistinctBy(connection => connection.Key);
        foreach (var connection in invalid)
            yield return Problem.Error("InvalidBackward", connection.Source, $"The connection from '{connection.Source}' back to '{connection.Target}' would fail when followed: every way from the start to '{connection.Source}' must go through '{connection.Target}'.");
    }

    /// <summary>Where the flowchart starts by itself, and where each of its triggers starts it.</summary>
    IEnumerable<string> Starts()
    {
        var start = Flowcharts.StartOf(flowchart, node => catalogue.TypeOf(node)?.Descriptor.IsStart == true, triggerActivityId: null)!;
        return flowchart.Activities.Where(activity => activity.CanStartWorkflow).Select(activity => activity.Id).Prepend(start.Id).Distinct();
    }

    HashSet<string> ReachedFrom(List<string> starts)
    {
        var targets = flowchart.Connections.ToLookup(connection => connection.Source, connection => connection.Target);
        var reached = starts.ToHashSet();
        var queue = new Queue<string>(starts);
        while (queue.TryDequeue(out var id))
        {
            foreach (var target in targets[id].Where(reached.Add))
                queue.Enqueue(target);
        }

        return reached;
    }

    /// <summary>Looked up once for each activity; null where they are computed or not known.</summary>
    IReadOnlyList<string>? Outcomes(ActivityNode node, Dictionary<string, IReadOnlyList<string>?> known)
    {
        if (known.TryGetValue(node.Id, out var outcomes))
            return outcomes;
        if (catalogue.TypeOf(node) is { } type && !type.Create().ComputesOutcomes(node))
            outcomes = OutcomesOf(node, type) is var fixedOnes && fixedOnes.Count == 0 && node.Definition is not null ? null : fixedOnes;
        return known[node.Id] = outcomes;
    }

    IReadOnlyList<string> OutcomesOf(ActivityNode node, ActivityType type) =>
        node.Definition is { } reference && !catalogue.Contains(node.Type)
            ? find?.Invoke(reference) is { } child ? ActivityCatalogue.Describe(child).Outcomes : []
            : type.Create().OutcomesOf(node);

    static string? Missing(Connection connection, Dictionary<string, ActivityNode> nodes) =>
        !nodes.ContainsKey(connection.Source) ? connection.Source : !nodes.ContainsKey(connection.Target) ? connection.Target : null;

    static string WayOut(IReadOnlyList<string> outcomes) => outcomes.Count == 0
        ? "it ends its flowchart and nothing can follow; remove the connection"
        : $"it only has {string.Join(", ", outcomes.Select(outcome => $"'{outcome}'"))}; connect one of these";
}
