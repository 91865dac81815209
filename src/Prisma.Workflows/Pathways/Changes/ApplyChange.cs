using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Brings one change of an event to one passage, or to its end.</summary>
public sealed class ApplyChange(PrismaDbContext db, PassageCompanion passages, CancelPassage cancel, AuditTrail audit, TimeProvider time)
{
    public async Task ExecuteAsync(Guid changeId, Guid enrolmentId, CancellationToken cancellation)
    {
        var change = await db.EventChanges.FindAsync([changeId], cancellation);
        if (change is not { State: ChangeState.UnderWay }
            || await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { } passage || passage.Enrolment.ChangeId == changeId)
        {
            return;
        }

        passage.Enrolment.ChangeId = changeId;
        passage.Enrolment.Revision++;
        await cancel.ExecuteAsync(passage, change, cancellation);
    }

    public async Task FinishAsync(Guid changeId, CancellationToken cancellation)
    {
        if (await db.EventChanges.FindAsync([changeId], cancellation) is not { State: ChangeState.UnderWay } change
            || await db.Events.FindAsync([change.EventId], cancellation) is not { } theEvent)
        {
            return;
        }

        change.State = ChangeState.Done;
        change.FinishedAt = time.GetUtcNow();
        change.Revision++;
        audit.Tell(theEvent.Story, AuditTrail.Prisma, "Everybody on the way was told.");
    }
}
