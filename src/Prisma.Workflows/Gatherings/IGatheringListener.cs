using Prisma.Workflows.Events;

namespace Prisma.Workflows.Gatherings;

/// <summary>Told in the same operation that gives a gathering another time, so that whoever waits for its day waits for the new one.</summary>
public interface IGatheringListener
{
    Task HearAsync(Event theEvent, CancellationToken cancellation);
}
