using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways.Activities;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>Every outcome has a way on. Where people walk, a missing one would leave somebody standing; elsewhere it ends a branch, as in Elsa, and is only doubtful where other outcomes go on.</summary>
sealed class WaysOnRule(ActivityCatalogue catalogue, GateLibrary gates, LadderLibrary ladders) : IDefinitionRule
{
    /// <summary>What the product itself takes care of: more time moves the due date, stepping out ends the passage, a question goes to a person.</summary>
    static readonly HashSet<(string, string)> _takenCareOf = [("Prisma.Form", "MoreTime"), ("Prisma.Form", "Withdrawn"), ("Prisma.Sign", "QuestionRaised")];

    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition) =>
        from flowchart in definition.Nodes
        where flowchart.Type == "Elsa.Flowchart"
        let ways = flowchart.Connections.Select(one => (one.Source, one.Port)).ToHashSet()
        from node in flowchart.Activities
        let outcomes = catalogue.OutcomesOf(node)
        from outcome in outcomes
        where !_takenCareOf.Contains((node.Type, outcome)) && !NeverComes(node, outcome) && !ways.Contains((node.Id, outcome))
        where definition.IsPathway() || outcomes.Count > 1
        let sentence = $"“{node.Title}” has no way on for “{OutcomeWords.Of(outcome)}”. Say which step comes then, or let it end there."
        select definition.IsPathway() ? Problem.Error("NoWayOn", node.Id, sentence) : Problem.Warning("NoWayOn", node.Id, sentence);

    /// <summary>Only where circles consent can objections still be open after the last round; only a ladder that says so ends a form in silence.</summary>
    bool NeverComes(ActivityNode node, string outcome) => outcome switch
    {
        Decision.Unresolved => gates.Find(node.Fixed("gate")) is { Rule: GateRule.Check or GateRule.Readers },
        FormActivity.Lapsed => node.Fixed("ladder") is { Length: > 0 } ladder && ladders.Find(ladder) is { EndsInSilence: false },
        _ => false,
    };
}
