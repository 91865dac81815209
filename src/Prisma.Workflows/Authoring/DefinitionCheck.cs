using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;

namespace Prisma.Workflows.Authoring;

/// <summary>All that is wrong with a definition, at once: what the engine says, what each slice knows of the things it names, and the rules that pathways keep to.</summary>
public sealed class DefinitionCheck(DefinitionValidator engine, IEnumerable<INamedThings> named, IEnumerable<IDefinitionRule> rules)
{
    /// <param name="find">Finds the definitions it uses as activities; without it, those are not looked for.</param>
    public IReadOnlyList<Problem> Check(WorkflowDefinition definition, Func<DefinitionReference, WorkflowDefinition?>? find = null) =>
        [.. engine.Validate(definition, find).Select(problem => Said(definition, Weighed(definition, problem))), .. definition.NodesByNodeId.Values.SelectMany(Named), .. rules.SelectMany(rule => rule.ProblemsOf(definition))];

    /// <summary>Elsa skips a join that can never complete; where people walk, they would be left standing there.</summary>
    static Problem Weighed(WorkflowDefinition definition, Problem problem) =>
        problem.Code == "JoinNeverCompletes" && definition.Nodes.Any(node => node.Type == OutlineStep.StageType) ? problem with { Severity = Severity.Error } : problem;

    /// <summary>By the names on the canvas: the engine knows ids, which the Studio makes of letters and digits.</summary>
    static Problem Said(WorkflowDefinition definition, Problem problem) => definition.Nodes.Where(node => node.Title != node.Id).Aggregate(problem, (said, node) => said with
    {
        Message = said.Message.Replace($"activity '{node.Id}'", $"“{node.Title}”", StringComparison.OrdinalIgnoreCase).Replace($"'{node.Id}'", $"“{node.Title}”", StringComparison.Ordinal),
    });

    IEnumerable<Problem> Named(ActivityNode node) =>
        from things in named
        from name in things.NamesIn(node)
        from problem in things.Knows(name) ? things.ProblemsOf(name).Select(sentence => Broken(node, things, name, sentence)) : [Missing(node, things, name)]
        select problem;

    static Problem Broken(ActivityNode node, INamedThings things, string name, string sentence) =>
        new(Severity.Error, "broken", node.Id, $"“{node.Title}” names the {things.Kind} “{name}”, which cannot be used: {sentence}");

    static Problem Missing(ActivityNode node, INamedThings things, string name) =>
        new(Severity.Error, "not-found", node.Id, $"“{node.Title}” names the {things.Kind} “{name}”, which is not here. Add it, or choose one of: {string.Join(", ", things.All.Order(StringComparer.Ordinal))}.");
}
