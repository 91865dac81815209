using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>Whoever reads for a gate can come to a decision by its rule.</summary>
sealed class QuorumRule(GateLibrary gates) : IDefinitionRule
{
    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition) =>
        from node in definition.Nodes
        where node.Type == "Prisma.Review"
        from name in node.LiteralStrings("gate")
        let gate = gates.Find(name)
        where gate is not null
        let reason = WhyNot(gate)
        where reason is not null
        select Problem.Error("NoQuorum", node.Id, $"“{node.Called()}” could never be decided: {reason} Ask for more readers at the gate {gate.Id}, or choose another gate.");

    internal static string? WhyNot(Gate gate)
    {
        if (gate.Readers < 1)
        {
            return "nobody reads for it.";
        }

        var atMost = gate.Readers + (gate.ThirdReaderIfSpread < double.MaxValue ? 1 : 0);
        return gate.Rule == GateRule.Readers && gate.RefusalNeeds > atMost
            ? $"a refusal needs {gate.RefusalNeeds} people, and at most {atMost} read."
            : null;
    }
}
