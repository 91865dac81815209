using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>A branch can go each of its ways: words written where an expression belongs would send everybody the same one.</summary>
sealed class BranchRule : IDefinitionRule
{
    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition) =>
        from node in definition.Nodes
        where node.Type == "Prisma.Branch"
        let decides = node.Fixed("on")
        where decides.Length > 0 && !node.LiteralStrings("branches").Contains(decides, StringComparer.Ordinal)
        select Problem.Error("FixedBranch", node.Id, $"“{node.Title}” would always go on with “otherwise”, for “{decides}” is none of its ways. Write what decides as an expression, in the expert view of the canvas.");
}
