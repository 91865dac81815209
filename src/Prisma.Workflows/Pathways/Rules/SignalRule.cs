using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>Somebody says what a step waits for, and hears what a step says: the event's team, the product, this pathway, or one that is shipped.</summary>
sealed class SignalRule(ShippedSignals shipped) : IDefinitionRule
{
    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition) => NobodySays(definition).Concat(NobodyHears(definition));

    IEnumerable<Problem> NobodySays(WorkflowDefinition definition)
    {
        HashSet<string> said = [.. SignalNames.Known, Signals.SeatOffered, .. ShippedSignals.EmittedIn(definition), .. shipped.All];
        return from node in definition.Nodes
               where node.Type is "Prisma.WaitSignal" or "Prisma.Task"
               from signal in node.LiteralStrings("signals")
               where !said.Contains(signal) && !signal.StartsWith(SignalNames.StageOpen(""), StringComparison.Ordinal)
               select Problem.Warning("NobodySays", node.Id, $"“{node.Title}” waits for “{signal}”, which no pathway says and no page records. Choose another signal, or add a step that says it.");
    }

    /// <summary>What pages have words for, they show.</summary>
    IEnumerable<Problem> NobodyHears(WorkflowDefinition definition)
    {
        HashSet<string> heard = [.. ShippedSignals.AwaitedIn(definition), .. shipped.Awaited];
        return from node in definition.Nodes
               where node.Type == "Prisma.Emit"
               from signal in node.LiteralStrings("signal")
               where signal.Length > 0 && !heard.Contains(signal) && SignalNames.InWords(signal) == signal
               select Problem.Warning("NobodyHears", node.Id, $"“{node.Title}” says “{signal}”, which no pathway waits for and no page shows. Choose another signal, or let a step wait for it.");
    }
}
