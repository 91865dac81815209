namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>Something outside says that an event happened.</summary>
public sealed class RaiseEvent(WorkflowRuntime runtime)
{
    /// <summary>Answers how many started or went on; an event that nobody heard is kept where it is meant for somebody.</summary>
    public Task<int> ExecuteAsync(PublishedEvent published, CancellationToken cancellation) => runtime.PublishAsync(published, cancellation);
}
