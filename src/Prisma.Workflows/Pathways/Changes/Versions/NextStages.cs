using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Pathways.Changes.Versions;

/// <summary>Which stages can be the next to begin from where a passage waits, read from the ways of its version.</summary>
static class NextStages
{
    public static IReadOnlyList<ActivityNode> Of(WorkflowDefinition definition, WorkflowInstance instance)
    {
        var ways = definition.Nodes.SelectMany(node => node.Connections).ToLookup(way => way.Source, way => way.Target, StringComparer.Ordinal);
        var live = instance.Executions.Where(execution => execution is { IsLive: true, Scope: null }).Select(execution => execution.ActivityId).ToHashSet(StringComparer.Ordinal);
        var met = new HashSet<string>(live, StringComparer.Ordinal);
        var queue = new Queue<string>(live);
        var stages = new List<ActivityNode>();
        while (queue.TryDequeue(out var id))
        {
            if (definition.NodesById.GetValueOrDefault(id) is not { } node)
                continue;
            if (node.Type == StageMap.StageType)
                stages.Add(node);
            else
                Within(node).Concat(ways[id]).Where(met.Add).ToList().ForEach(queue.Enqueue);
        }

        return [.. stages.OrderBy(StageMap.KeyOf, StageMap.InOrder)];

        // Of a flowchart that runs, what still comes is reached from what runs in it.
        IEnumerable<string> Within(ActivityNode node) => node.Type == "Elsa.Flowchart" && live.Contains(node.Id) ? [] : node.Children.Select(child => child.Id);
    }
}
