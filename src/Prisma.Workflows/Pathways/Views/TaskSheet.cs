using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Ladders;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>What the pathway says of a task beside its title.</summary>
/// <param name="Checklist">Points to look at.</param>
/// <param name="NeedsReason">That it is done is said with a reason.</param>
public sealed record TaskSheet(IReadOnlyList<string> Checklist, bool NeedsReason)
{
    public const int ShortestReason = 20;

    public static readonly TaskSheet Empty = new([], false);

    internal static TaskSheet Of(WorkflowDefinition? definition, string stepKey) => ReachOtherwise.IsCall(stepKey)
        ? new(ReachOtherwise.Checklist, false)
        : definition?.Nodes.FirstOrDefault(node => node.Type == "Prisma.Task" && node.LiteralStrings("step").Contains(stepKey, StringComparer.Ordinal)) is { } task
            ? new([.. task.LiteralStrings("checklist")], task.LiteralStrings("needsReason").Contains("true", StringComparer.OrdinalIgnoreCase) || task.LiteralStrings("gate").Any(gate => gate.Length > 0))
            : Empty;
}
