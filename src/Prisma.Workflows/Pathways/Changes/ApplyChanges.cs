using Microsoft.Extensions.Logging;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Brings every decided change to every passage it concerns, one an operation, so that a machine that dies goes on where it was.</summary>
public sealed partial class ApplyChanges(Operations operations, WatchEvents events, ILogger<ApplyChanges> logger)
{
    const int Batch = 100;

    public Task ExecuteAsync(CancellationToken cancellation) => Operations.EachAsync([() => events.ExecuteAsync(cancellation), () => ApplyAllAsync(cancellation)]);

    async Task ApplyAllAsync(CancellationToken cancellation)
    {
        foreach (var change in await operations.ReadAsync<PrismaDbContext, List<EventChange>>(db =>
            db.EventChanges.Where(change => change.State == ChangeState.UnderWay && change.FinishedAt == null).OrderBy(change => change.ProposedAt).ToListAsync(cancellation)))
        {
            await ApplyAsync(change, cancellation);
        }
    }

    /// <summary>One passage that cannot be reached is tried again at the next tick and holds up no other; the change is done when none is left.</summary>
    async Task ApplyAsync(EventChange change, CancellationToken cancellation)
    {
        var failed = new List<Guid>();
        while (await NextAsync(change, failed, cancellation) is { Count: > 0 } next)
        {
            foreach (var enrolmentId in next)
            {
                try
                {
                    await operations.RunAsync<ApplyChange>(apply => apply.ExecuteAsync(change.Id, enrolmentId, cancellation), cancellation);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    LogNotReached(exception, enrolmentId, change.Id);
                    failed.Add(enrolmentId);
                }
            }
        }

        if (failed.Count == 0)
            await operations.RunAsync<ApplyChange>(apply => apply.FinishAsync(change.Id, cancellation), cancellation);
    }

    Task<List<Guid>> NextAsync(EventChange change, List<Guid> failed, CancellationToken cancellation) =>
        operations.ReadAsync<PrismaDbContext, List<Guid>>(db => ChangeRules.Concerned(db, change.EventId)
            .Where(one => one.ChangeId != change.Id && !failed.Contains(one.Id))
            .OrderBy(one => one.CreatedAt).Select(one => one.Id).Take(Batch).ToListAsync(cancellation));

    [LoggerMessage(4101, LogLevel.Error, "Enrolment {EnrolmentId} could not be reached by change {ChangeId} and is tried again.")]
    private partial void LogNotReached(Exception exception, Guid enrolmentId, Guid changeId);
}
