namespace Prisma.Workflows.Events;

/// <summary>Asked before somebody records a signal by hand: what has to be in place first.</summary>
public interface IBeforeSignal
{
    /// <summary>What is open, and the ways out; empty where nothing stands in the way.</summary>
    Task<string> WhyNotYetAsync(Guid eventId, string signal, CancellationToken cancellation);
}
