using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Activities.Flow;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>Looks at what loops and joins of a flowchart come to: joins that would wait for ever, loops that nothing slows down.</summary>
sealed class LoopCheck(ActivityCatalogue catalogue, FlowGraph graph)
{
    internal IEnumerable<Problem> Problems()
    {
        foreach (var join in graph.Reached.Where(id => graph.ForwardInbound(id).Length > 1))
        {
            if (Exclusive(join) is { } decision)
                yield return Problem.Warning("JoinNeverCompletes", join, $"Activity '{join}' waits for all its connections, but two of them come from different outcomes of '{decision}', of which only one happens, so it is always skipped; let it wait for any, or for those that are active.");
        }

        foreach (var back in graph.Backward().Where(graph.IsValidBackward))
        {
            if (Spins(back))
                yield return Problem.Error("SpinningLoop", back.Source, $"The loop from '{back.Source}' back to '{back.Target}' has neither a step that waits nor a decision, so it would never come to rest; put one into it.");
            foreach (var join in LeftWaiting(back.Target))
                yield return Problem.Error("JoinNeverCompletes", join, $"Activity '{join}' would wait for ever once the loop back to '{back.Target}' was followed: one of its ways in comes from before '{back.Target}' and is not decided again. Give that way an end of its own.");
        }
    }

    /// <summary>The decision whose different outcomes a join that waits for all would need at once.</summary>
    string? Exclusive(string join)
    {
        if (graph.Nodes[join].Type != "Elsa.FlowJoin" || ModeOf(graph.Nodes[join]) != FlowJoinMode.WaitAll)
            return null;
        var outcomes = new Dictionary<string, string>();
        foreach (var inbound in graph.ForwardInbound(join))
        {
            var way = inbound;
            while (true)
            {
                if (DecidesOnce(way.Source) && !outcomes.TryAdd(way.Source, way.Port) && outcomes[way.Source] != way.Port)
                    return way.Source;
                if (graph.ForwardInbound(way.Source) is not [var only])
                    break;
                way = only;
            }
        }

        return null;
    }

    /// <summary>What lies behind the head of a loop is decided anew each time round; a way into it from before the head is not.</summary>
    IEnumerable<string> LeftWaiting(string head)
    {
        var again = Behind(head);
        return again.Where(id => id != head && ModeOf(graph.Nodes[id]) != FlowJoinMode.WaitAny && graph.ForwardInbound(id).Any(inbound => !again.Contains(inbound.Source)));
    }

    HashSet<string> Behind(string head)
    {
        var behind = new HashSet<string> { head };
        var queue = new Queue<string>(behind);
        while (queue.TryDequeue(out var id))
        {
            foreach (var connection in graph.Outbound(id).Where(graph.IsForward))
            {
                if (behind.Add(connection.Target))
                    queue.Enqueue(connection.Target);
            }
        }

        return behind;
    }

    /// <summary>Whether the loop can be gone round through activities alone that neither wait nor decide.</summary>
    bool Spins(Connection back)
    {
        if (!GoesStraightOn(back.Source) || !GoesStraightOn(back.Target))
            return false;
        var seen = new HashSet<string> { back.Target };
        var queue = new Queue<string>(seen);
        while (queue.TryDequeue(out var id))
        {
            if (id == back.Source)
                return true;
            foreach (var connection in graph.Outbound(id).Where(graph.IsForward))
            {
                if (GoesStraightOn(connection.Target) && seen.Add(connection.Target))
                    queue.Enqueue(connection.Target);
            }
        }

        return false;
    }

    bool GoesStraightOn(string id) =>
        graph.Nodes[id] is { Children.Count: 0 } node && catalogue.TypeOf(node) is { Waits: false } && catalogue.OutcomesOf(node).Count == 1;

    bool DecidesOnce(string id) =>
        graph.Nodes[id] is { Type: not ("Elsa.FlowFork" or "Elsa.FlowSwitch") } node && catalogue.OutcomesOf(node).Count > 1;

    /// <summary>A join without a fixed mode waits for any, as it does when it runs; everything else waits for what is active.</summary>
    static FlowJoinMode ModeOf(ActivityNode node) => node.Type != "Elsa.FlowJoin" ? FlowJoinMode.WaitAllActive
        : node.Input("mode")?.Expression is { Type: "Literal" } fixedMode && Enum.TryParse<FlowJoinMode>(fixedMode.Text, ignoreCase: true, out var mode) ? mode : FlowJoinMode.WaitAny;
}
