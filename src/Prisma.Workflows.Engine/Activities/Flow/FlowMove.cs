using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Takes what a running flowchart remembers over into another version of it: a way that never came and never will counts as not taken, so that nothing waits for it.</summary>
static class FlowMove
{
    internal static void Into(ActivityNode flowchart, ActivityExecution execution)
    {
        var state = execution.Flow!;
        if (flowchart.Child(state.Start) is null)
            state.Start = Flowcharts.StartOf(flowchart, node => node.Type == "Elsa.Start", null)!.Id;
        var graph = flowchart.GraphFrom(state.Start);
        var coming = Coming(graph, execution);
        foreach (var way in coming.SelectMany(graph.ForwardInbound).Where(way => !coming.Contains(way.Source) && state.VisitsOfConnection(way.Key).Count == 0))
            state.Connections[way.Key] = new(state.VisitsOf(way.Target) + 1, false);
    }

    /// <summary>What runs now, and everything it can lead to.</summary>
    static HashSet<string> Coming(FlowGraph graph, ActivityExecution execution)
    {
        var coming = execution.Children.Where(child => child.IsLive).Select(child => child.ActivityId).ToHashSet(StringComparer.Ordinal);
        var queue = new Queue<string>(coming);
        while (queue.TryDequeue(out var id))
        {
            foreach (var way in graph.Outbound(id).Where(way => coming.Add(way.Target)))
                queue.Enqueue(way.Target);
        }

        return coming;
    }
}
