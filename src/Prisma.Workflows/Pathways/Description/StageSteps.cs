using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Pathways.Description;

/// <summary>A stage's marker and the activities that belong to it, in the order in which the flowchart reaches them.</summary>
sealed record StageSteps(ActivityNode Stage, IReadOnlyList<ActivityNode> Steps)
{
    /// <summary>Every stage of a definition; an activity that several stages reach belongs to the first.</summary>
    public static IReadOnlyList<StageSteps> Of(WorkflowDefinition definition)
    {
        var flowchart = definition.Root;
        var next = NextIn(flowchart);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. flowchart.Activities.Where(IsStage).OrderBy(StageMap.KeyOf, StringComparer.Ordinal)
                .Select(stage => new StageSteps(stage, Walk(stage, next, taken))),
        ];
    }

    /// <summary>What is asked before the first stage opens, such as the first word somebody writes.</summary>
    public static IReadOnlyList<ActivityNode> Before(WorkflowDefinition definition) =>
        definition.Root.Activities.FirstOrDefault(node => node.Type == "Elsa.Start") is { } start
            ? Walk(start, NextIn(definition.Root), new HashSet<string>(StringComparer.Ordinal))
            : [];

    static ILookup<string, ActivityNode> NextIn(ActivityNode flowchart)
    {
        var nodes = flowchart.Activities.ToDictionary(node => node.Id, StringComparer.Ordinal);
        return flowchart.Connections.Where(connection => nodes.ContainsKey(connection.Target))
            .ToLookup(connection => connection.Source, connection => nodes[connection.Target], StringComparer.Ordinal);
    }

    static List<ActivityNode> Walk(ActivityNode stage, ILookup<string, ActivityNode> next, HashSet<string> taken)
    {
        List<ActivityNode> steps = [];
        var queue = new Queue<ActivityNode>([stage]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var target in next[node.Id].Where(target => !IsStage(target) && taken.Add(target.Id)))
            {
                steps.Add(target);
                queue.Enqueue(target);
            }
        }

        return steps;
    }

    static bool IsStage(ActivityNode node) => node.Type == StageMap.StageType;
}
