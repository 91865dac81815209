using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>Brings an event to everybody: first it starts what it triggers, then it wakes who waited for it before, and where nobody did it is kept for whom it is meant.</summary>
sealed class EventDelivery(DirectRows rows, TimeProvider time)
{
    readonly KeptEvents _kept = new(rows, time);

    public KeptEvents Kept => _kept;

    /// <summary>Answers how many heard it.</summary>
    public async Task<int> DeliverAsync(WorkflowRuntime runtime, PublishedEvent published, CancellationToken cancellation)
    {
        var stimulus = Stimulus.ForEvent(published.Name);
        var started = published.InstanceId is null ? await StartAsync(runtime, stimulus.Hash, published, cancellation) : [];
        var heard = started.Count + await runtime.ResumeMatchingAsync(stimulus, KeptEvents.Input(published.Payload), instance => IsMeant(instance, published) && !started.Contains(instance.Id), cancellation);
        if (heard == 0)
            await _kept.KeepAsync(published, cancellation);
        return heard;
    }

    static bool IsMeant(StoredInstance instance, PublishedEvent published) =>
        (published.InstanceId is null || instance.Id == published.InstanceId) && (published.CorrelationId is null || instance.CorrelationId == published.CorrelationId);

    async Task<HashSet<string>> StartAsync(WorkflowRuntime runtime, string hash, PublishedEvent published, CancellationToken cancellation)
    {
        var started = new HashSet<string>(StringComparer.Ordinal);
        foreach (var trigger in await rows.Context.Triggers.AsNoTracking().Where(trigger => trigger.Hash == hash).OrderBy(trigger => trigger.Id).ToListAsync(cancellation))
        {
            var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
            started.Add(id);
            try
            {
                await runtime.StartVersionAsync(
                    trigger.VersionId,
                    new StartRequest { InstanceId = id, TriggerActivityId = trigger.ActivityId, Input = KeptEvents.Input(published.Payload), CorrelationId = published.CorrelationId },
                    cancellation);
            }
            catch (StartRefusedException)
            {
                // One of them runs already, and may wait for this very event.
                started.Remove(id);
            }
        }

        return started;
    }
}
