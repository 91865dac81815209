namespace Prisma.Workflows.Events;

/// <summary>Told in the same operation that records a signal, so that whoever waits for it goes on with that commit or not at all.</summary>
public interface ISignalListener
{
    Task HeardAsync(Event theEvent, string signal, CancellationToken cancellation);
}
