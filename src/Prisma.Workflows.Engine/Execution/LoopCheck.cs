using System.Collections;
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

        var backward = graph.Backward().Where(graph.IsValidBackward).ToList();
        var heads = backward.Select(back => back.Target).Distinct().Index().ToDictionary(head => head.Item, head => head.Index);
        var straight = HeadsBefore(heads, GoesStraightOn);
        foreach (var back in backward.Where(back => straight[back.Source][heads[back.Target]]))
            yield return Problem.Error("SpinningLoop", back.Source, $"The loop from '{back.Source}' back to '{back.Target}' has neither a step that waits nor a decision, so it would never come to rest; put one into it.");
        foreach (var (join, head) in LeftWaiting(heads))
            yield return Problem.Error("JoinNeverCompletes", join, $"Activity '{join}' would wait for ever, or be passed over, once the loop back to '{head}' was followed: one of its ways in is not decided again each time round. Give that way an end of its own.");
        foreach (var (left, head, join) in LeftBeside(backward))
            yield return Problem.Warning("StaysBeside", left, $"Activity '{left}' only leads back to '{head}', so it stays when '{join}' goes on by another way meanwhile, and leads there once more. Let one of its outcomes lead on to '{join}'.");
    }

    /// <summary>The decision whose different outcomes a join that waits for all would need at once.</summary>
    string? Exclusive(string join)
    {
        if (graph.Nodes[join].Type != "Elsa.FlowJoin" || Flowcharts.FixedModeOf(graph.Nodes[join]) != FlowJoinMode.WaitAll)
            return null;
        var outcomes = new Dictionary<string, string>();
        foreach (var inbound in graph.ForwardInbound(join))
        {
            var way = inbound;
            while (true)
            {
                if (!outcomes.TryAdd(way.Source, way.Port))
                {
                    if (DecidesOnce(way.Source) && outcomes[way.Source] != way.Port)
                        return way.Source;
                    break;
                }

                if (graph.ForwardInbound(way.Source) is not [var only])
                    break;
                way = only;
            }
        }

        return null;
    }

    /// <summary>What lies behind the head of a loop is decided anew each time round; a way into it from elsewhere is not.</summary>
    IEnumerable<(string Join, string Head)> LeftWaiting(Dictionary<string, int> heads)
    {
        var decided = DecidedWith(heads);
        foreach (var join in graph.Reached.Where(id => graph.ForwardInbound(id).Length > 1 && Flowcharts.FixedModeOf(graph.Nodes[id]) != FlowJoinMode.WaitAny))
        {
            var (some, all) = (new BitArray(heads.Count), new BitArray(heads.Count, true));
            foreach (var inbound in graph.ForwardInbound(join))
                (some, all) = (some.Or(decided[inbound.Source]), all.And(decided[inbound.Source]));
            var onlySome = some.Xor(all);
            if (heads.Keys.FirstOrDefault(head => head != join && onlySome[heads[head]]) is { } head)
                yield return (join, head);
        }
    }

    /// <summary>A join for any ends all that leads to it; what waits and only leads back into one of its ways is none of that.</summary>
    IEnumerable<(string Left, string Head, string Join)> LeftBeside(List<Connection> backward)
    {
        foreach (var join in graph.Reached.Where(id => graph.ForwardInbound(id).Length > 1 && Flowcharts.FixedModeOf(graph.Nodes[id]) == FlowJoinMode.WaitAny))
        {
            var before = graph.Ancestors(join);
            foreach (var back in backward.Where(back => before.Contains(back.Target) && !before.Contains(back.Source)))
            {
                if (catalogue.TypeOf(graph.Nodes[back.Source]) is { Waits: true } && !graph.Ancestors(back.Source).Contains(join) && GoesOnBeside(back.Target, join))
                    yield return (back.Source, back.Target, join);
            }
        }
    }

    /// <summary>Whether a way to the join is followed together with one to the head of a loop, and neither passes it nor meets that one before it.</summary>
    bool GoesOnBeside(string head, string join)
    {
        for (var here = head; graph.Before(here) is { } before && !graph.AlwaysPasses(join, here); here = before)
        {
            if (PartBetween(before, here, join))
                return true;
        }

        return false;
    }

    bool PartBetween(string before, string here, string join)
    {
        var (toHere, beside) = (graph.Ancestors(here), graph.Ancestors(join, without: here));
        return toHere.Where(fork => graph.AlwaysPasses(fork, before)).Any(fork => graph.Outbound(fork).Where(graph.IsForward).ToList() is var ways && ways.Exists(way =>
            (way.Target == here || toHere.Contains(way.Target))
            && ways.Exists(other => other != way && (other.Port == way.Port || !DecidesOnce(fork)) && (other.Target == join || beside.Contains(other.Target)))));
    }

    /// <summary>For each activity, with which heads of loops it is decided each time round: the heads themselves, and whatever has all its ways in decided.</summary>
    Dictionary<string, BitArray> DecidedWith(Dictionary<string, int> heads)
    {
        var decided = new Dictionary<string, BitArray>();
        foreach (var id in graph.InForwardOrder())
        {
            var inbound = graph.ForwardInbound(id);
            var here = decided[id] = new BitArray(heads.Count, inbound.Length > 0);
            foreach (var way in inbound)
                here.And(decided[way.Source]);
            if (heads.TryGetValue(id, out var place))
                here[place] = true;
        }

        return decided;
    }

    /// <summary>For each activity, from which heads of loops it is reached through forward connections and nothing but what may be passed.</summary>
    Dictionary<string, BitArray> HeadsBefore(Dictionary<string, int> heads, Func<string, bool> mayPass)
    {
        var before = new Dictionary<string, BitArray>();
        foreach (var id in graph.InForwardOrder())
        {
            var here = before[id] = new BitArray(heads.Count);
            if (!mayPass(id))
                continue;
            if (heads.TryGetValue(id, out var place))
                here[place] = true;
            foreach (var inbound in graph.ForwardInbound(id))
                here.Or(before[inbound.Source]);
        }

        return before;
    }

    bool GoesStraightOn(string id) =>
        graph.Nodes[id] is { Children.Count: 0 } node && catalogue.TypeOf(node) is { Waits: false } && catalogue.OutcomesOf(node).Count == 1;

    bool DecidesOnce(string id) =>
        graph.Nodes[id] is { Type: not ("Elsa.FlowFork" or "Elsa.FlowSwitch") } node && catalogue.OutcomesOf(node).Count > 1;
}
