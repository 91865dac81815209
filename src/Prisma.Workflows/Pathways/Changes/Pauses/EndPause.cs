using Prisma.Workflows.Audit;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes.Pauses;

/// <summary>A pause ends: another hub is found and everything goes on, or its last day has passed and the event is cancelled.</summary>
public sealed class EndPause(PrismaDbContext db, CancelEvent cancel, AuditTrail audit, TimeProvider time)
{
    public async Task ExecuteAsync(Guid pauseId, CancellationToken cancellation)
    {
        if (await db.EventChanges.FindAsync([pauseId], cancellation) is not { State: ChangeState.Proposed or ChangeState.UnderWay } pause)
            return;
        var theEvent = await Event.WithTeamAsync(db, pause.EventId, cancellation);
        var today = Zones.DayOf(time.GetUtcNow(), theEvent.TimeZone);
        if (await HostSought.IsFoundAsync(db, theEvent.Id, cancellation))
            GoOn(theEvent, pause, theEvent.Signals.Exists(signal => signal.Name == SignalNames.Hosted) ? "Another place hosts" : "Another place is on its way to host");
        else if (today > pause.WaitsUntil)
            await cancel.CancelAsync(theEvent, "No other place could be found that could host so soon.", "", Actor.Prisma, cancellation);
    }

    void GoOn(Event theEvent, EventChange pause, string found)
    {
        var told = pause.State == ChangeState.UnderWay;
        pause.State = told ? ChangeState.Done : ChangeState.Dropped;
        pause.Revision++;
        db.EventChanges.Add(new EventChange
        {
            EventId = theEvent.Id,
            Kind = ChangeKind.Resumption,
            State = ChangeState.UnderWay,
            Reason = told ? $"{found} it now." : "",
            OldStartsOn = theEvent.StartsOn,
            OldEndsOn = theEvent.EndsOn,
            NewStartsOn = theEvent.StartsOn,
            NewEndsOn = theEvent.EndsOn,
            ProposedById = null,
            ProposedBy = AuditTrail.Prisma,
            ProposedAt = time.GetUtcNow(),
        });
        audit.Tell(theEvent.Story, AuditTrail.Prisma, $"{found} the event, and everything goes on.");
    }
}
