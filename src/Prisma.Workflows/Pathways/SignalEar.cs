using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways;

/// <summary>Lets the pathways hear what an event has reached, in the commit that reached it.</summary>
sealed class SignalEar(WorkflowRuntime runtime) : ISignalListener
{
    public Task HeardAsync(Event theEvent, string signal, CancellationToken cancellation) =>
        runtime.ResumeMatchingAsync(Signals.Stimulus(new PendingSignal(signal, theEvent.Id, null)), null, cancellation);
}
