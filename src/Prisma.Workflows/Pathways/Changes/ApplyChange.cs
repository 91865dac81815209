using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Pathways.Changes.Pauses;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Brings one change of an event to one passage, or to its end.</summary>
public sealed class ApplyChange(PrismaDbContext db, PassageCompanion passages, CancelPassage cancel, MovePassage move, AuditTrail audit, TimeProvider time)
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
        switch (change.Kind)
        {
            case ChangeKind.Cancellation:
                await cancel.ExecuteAsync(passage, change, cancellation);
                break;
            case ChangeKind.Pause:
                PausePassage.Execute(passage, change);
                break;
            default:
                await move.ExecuteAsync(passage, change, cancellation);
                break;
        }
    }

    public async Task FinishAsync(Guid changeId, CancellationToken cancellation)
    {
        if (await db.EventChanges.FindAsync([changeId], cancellation) is not { State: ChangeState.UnderWay } change
            || await db.Events.FindAsync([change.EventId], cancellation) is not { } theEvent)
        {
            return;
        }

        change.FinishedAt = time.GetUtcNow();
        change.Revision++;
        if (change.Kind != ChangeKind.Pause)
        {
            change.State = ChangeState.Done;
            await WakeAsync(theEvent, cancellation);
        }

        audit.Tell(theEvent.Story, AuditTrail.Prisma, "Everybody on the way was told.");
    }

    /// <summary>Reminders and days go on, unless a place to host is still sought.</summary>
    async Task WakeAsync(Event theEvent, CancellationToken cancellation)
    {
        if (!await db.EventChanges.AnyAsync(one => one.EventId == theEvent.Id && one.Kind == ChangeKind.Pause && (one.State == ChangeState.Proposed || one.State == ChangeState.UnderWay), cancellation))
        {
            theEvent.PausedAt = null;
            theEvent.Revision++;
        }
    }
}
