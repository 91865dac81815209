using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Pathways.Description;

/// <summary>A stage's marker and the activities that belong to it, in the order in which the flowchart reaches them.</summary>
sealed record StageSteps(ActivityNode Stage, IReadOnlyList<ActivityNode> Steps)
{
    /// <summary>Every stage of a definition; an activity that several stages reach belongs to the one its step is named for, or else to the first.</summary>
    public static IReadOnlyList<StageSteps> Of(WorkflowDefinition definition)
    {
        var flowchart = definition.Root;
        var next = NextIn(flowchart);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var stages = flowchart.Activities.Where(IsStage).OrderBy(StageMap.KeyOf, StageMap.InOrder).ToList();
        var reached = stages.ToDictionary(stage => stage.Id, stage => Reached(stage, next), StringComparer.Ordinal);
        return
        [
            .. stages.Select(stage => new StageSteps(stage, Walk(stage, next, target => !stages.Exists(other => other != stage && IsOf(target, other)) && taken.Add(target.Id)))),
        ];

        // Step EV-6.5, and what leads into it, stand in stage EV-6, even where EV-5 leads there as well.
        bool IsOf(ActivityNode node, ActivityNode stage) => node.Id.Contains($"{StageMap.KeyOf(stage)}.", StringComparison.Ordinal) && reached[stage.Id].Contains(node.Id);
    }

    /// <summary>What is asked before the first stage opens, such as the first word somebody writes.</summary>
    public static IReadOnlyList<ActivityNode> Before(WorkflowDefinition definition) =>
        definition.Root.Activities.FirstOrDefault(node => node.Type == "Elsa.Start") is { } start ? Walk(start, NextIn(definition.Root)) : [];

    static ILookup<string, ActivityNode> NextIn(ActivityNode flowchart)
    {
        var nodes = flowchart.Activities.ToDictionary(node => node.Id, StringComparer.Ordinal);
        return flowchart.Connections.Where(connection => nodes.ContainsKey(connection.Target))
            .ToLookup(connection => connection.Source, connection => nodes[connection.Target], StringComparer.Ordinal);
    }

    static HashSet<string> Reached(ActivityNode stage, ILookup<string, ActivityNode> next) => [.. Walk(stage, next).Select(node => node.Id)];

    static List<ActivityNode> Walk(ActivityNode stage, ILookup<string, ActivityNode> next)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return Walk(stage, next, target => taken.Add(target.Id));
    }

    static List<ActivityNode> Walk(ActivityNode stage, ILookup<string, ActivityNode> next, Func<ActivityNode, bool> takes)
    {
        List<ActivityNode> steps = [];
        var queue = new Queue<ActivityNode>([stage]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var target in next[node.Id].Where(target => !IsStage(target) && takes(target)))
            {
                steps.Add(target);
                queue.Enqueue(target);
            }
        }

        return steps;
    }

    static bool IsStage(ActivityNode node) => node.Type == StageMap.StageType;
}
