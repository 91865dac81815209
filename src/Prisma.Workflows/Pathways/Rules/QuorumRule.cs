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
        select Problem.Error("NoQuorum", node.Id, $"“{node.Title}” could never be decided: {reason} Ask for more readers at the gate {gate.Id}, or choose another gate.");

    internal static string? WhyNot(Gate gate)
    {
        if (gate.Readers < 1)
            return "nobody reads for it.";
        if (gate.IsByConsent)
            return WhyNoConsent(gate);
        var atMost = gate.Readers + (gate.ThirdReaderIfSpread < double.MaxValue ? 1 : 0);
        return gate.Rule == GateRule.Readers && gate.RefusalNeeds > atMost
            ? $"a refusal needs {gate.RefusalNeeds} people, and at most {atMost} read."
            : null;
    }

    /// <summary>Who holds the parts is known only at the event; which parts there are, and how many can hold them, is known now.</summary>
    static string? WhyNoConsent(Gate gate)
    {
        if (gate.Circles.FirstOrDefault(voice => !ReaderCircle.Exists(voice.Circle)) is { } unknown)
            return $"there is no circle “{unknown.Circle}”.";
        if (gate.Circles.FirstOrDefault(voice => ReaderCircle.AtMost(voice.Circle) < voice.MinPeople) is { } small)
            return $"“{small.Circle}” is {ReaderCircle.AtMost(small.Circle)} person, and {small.MinPeople} of them have to be heard.";
        if (gate.Circles.All(voice => voice is { MinPeople: 0, Share: 0 }))
            return "nobody has to be heard.";
        var most = gate.Circles.Sum(voice => (long)ReaderCircle.AtMost(voice.Circle));
        return gate.RefusalNeeds > most ? $"a refusal needs {gate.RefusalNeeds} people, and at most {most} are asked." : null;
    }
}
