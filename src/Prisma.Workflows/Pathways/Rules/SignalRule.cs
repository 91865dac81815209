using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>Somebody says what a step waits for: the event's team, the product, this pathway, or one that is shipped.</summary>
sealed class SignalRule(ShippedSignals shipped) : IDefinitionRule
{
    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition)
    {
        HashSet<string> said = [.. SignalNames.Known, Signals.SeatOffered, .. ShippedSignals.EmittedIn(definition), .. shipped.All];
        return from node in definition.Nodes
               where node.Type == "Prisma.WaitSignal"
               from signal in node.LiteralStrings("signals")
               where !said.Contains(signal) && !signal.StartsWith(SignalNames.StageOpen(""), StringComparison.Ordinal)
               select Problem.Warning("NobodySays", node.Id, $"“{node.Called()}” waits for “{signal}”, which no pathway says and no page records. Choose another signal, or add a step that says it.");
    }
}
