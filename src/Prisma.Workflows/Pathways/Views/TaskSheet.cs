using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Ladders;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>What the pathway says of a task beside its title.</summary>
/// <param name="NeedsReason">That it is done is said with a reason.</param>
/// <param name="Gates">The steps of the gates whose outcome leads to it.</param>
public sealed record TaskSheet(IReadOnlyList<string> Checklist, bool NeedsReason, IReadOnlyList<string> Gates)
{
    public const int ShortestReason = 20;

    public static readonly TaskSheet Empty = new([], false, []);

    internal static TaskSheet Of(WorkflowDefinition? definition, string stepKey) => ReachOtherwise.IsCall(stepKey)
        ? new(ReachOtherwise.Checklist, false, [])
        : definition?.Nodes.FirstOrDefault(node => node.Type == "Prisma.Task" && node.LiteralStrings("step").Contains(stepKey, StringComparer.Ordinal)) is { } task
            ? new([.. task.LiteralStrings("checklist")], task.LiteralStrings("needsReason").Contains("true", StringComparer.OrdinalIgnoreCase) || task.LiteralStrings("gate").Any(gate => gate.Length > 0), GatesBefore(task))
            : Empty;

    static IReadOnlyList<string> GatesBefore(ActivityNode task) => task.Parent is not { } flowchart ? [] :
    [
        .. flowchart.Connections.Where(one => one.Target == task.Id)
            .SelectMany(one => flowchart.Activities.Where(node => node.Id == one.Source && node.Type == "Prisma.Review"))
            .SelectMany(review => review.LiteralStrings("step")).Distinct(StringComparer.Ordinal),
    ];
}
