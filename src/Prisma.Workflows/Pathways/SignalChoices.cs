using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Pathways.Rules;

namespace Prisma.Workflows.Pathways;

/// <summary>The signals that the product, an event's team and the shipped pathways say.</summary>
sealed class SignalChoices(ShippedSignals shipped) : IStepChoices
{
    /// <summary>A task falls away with what the event reaches alone.</summary>
    static readonly Choice[] _ofOnePassage = [new(Signals.SeatOffered, "A seat is offered from the waiting list")];

    public IReadOnlyList<Choice>? For(string type, string input) => (type, input) is ("Prisma.WaitSignal" or "Prisma.Task" or "Prisma.Emit", "signals")
        ? [.. SignalNames.Known.Union(shipped.All).Select(name => new Choice(name, SignalNames.InWords(name))), .. type == "Prisma.Task" ? [] : _ofOnePassage]
        : null;
}
