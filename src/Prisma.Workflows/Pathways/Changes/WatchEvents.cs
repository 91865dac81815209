using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Looks whether an event has lost the hub that hosts it, found another, or waited long enough, and whether one of its own gates said no (domain.md §13.6). What it finds stands in rows, so a machine that was off catches up.</summary>
public sealed class WatchEvents(Operations operations, TimeProvider time)
{
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        foreach (var enrolmentId in await operations.ReadAsync<PrismaDbContext, List<Guid>>(db => LostAsync(db, cancellation)))
        {
            await operations.RunAsync<PauseEvent>(pause => pause.ExecuteAsync(enrolmentId, cancellation), cancellation);
        }

        foreach (var pause in await operations.ReadAsync<PrismaDbContext, List<EventChange>>(db => InForceAsync(db, cancellation)))
        {
            await operations.RunAsync<EndPause>(end => end.ExecuteAsync(pause.Id, cancellation), cancellation);
        }

        foreach (var enrolmentId in await operations.ReadAsync<PrismaDbContext, List<Guid>>(db => RefusedAsync(db, cancellation)))
        {
            await operations.RunAsync<CancelRefused>(cancel => cancel.ExecuteAsync(enrolmentId, cancellation), cancellation);
        }
    }

    /// <summary>Hubs that ended after the hosting agreement was put before them, where nobody else hosts and nothing rests because of it yet.</summary>
    static Task<List<Guid>> LostAsync(PrismaDbContext db, CancellationToken cancellation) =>
        (from hub in db.Enrolments
         where hub.Pathway == Pathway.Hub && (hub.State == EnrolmentState.Withdrawn || hub.State == EnrolmentState.Lapsed) && hub.Event.CancelledAt == null
             && db.Agreements.Any(one => one.EnrolmentId == hub.Id && one.TemplateId == PauseEvent.Hosting && (one.State == AgreementState.Active || one.State == AgreementState.Expired))
             && !db.Agreements.Any(one => one.TemplateId == PauseEvent.Hosting && one.State == AgreementState.Active
                 && db.Enrolments.Any(other => other.Id == one.EnrolmentId && other.EventId == hub.EventId && other.LiveKey != null))
             && !db.EventChanges.Any(change => change.EventId == hub.EventId && change.Kind == ChangeKind.Pause && change.ProposedAt >= hub.EndedAt)
         select hub.Id).ToListAsync(cancellation);

    /// <summary>Pauses that may have something to end them today.</summary>
    Task<List<EventChange>> InForceAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var soonest = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);
        return db.EventChanges.Where(change => change.Kind == ChangeKind.Pause && (change.State == ChangeState.Proposed || change.State == ChangeState.UnderWay)
            && (change.WaitsUntil <= soonest || db.EventSignals.Any(signal => signal.EventId == change.EventId && signal.Name == SignalNames.Hosted))).ToListAsync(cancellation);
    }

    /// <summary>Events that were called, and whose own passage ended with a no before their days were over. Refused before it was called, an event waits for its caller.</summary>
    Task<List<Guid>> RefusedAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return (from own in db.Enrolments
                where own.Pathway == Pathway.Event && own.State == EnrolmentState.Declined && own.Event.CancelledAt == null && own.Event.EndsOn >= today
                    && own.Event.Signals.Any(signal => signal.Name == SignalNames.Called)
                    && !db.Enrolments.Any(other => other.EventId == own.EventId && other.Pathway == Pathway.Event && other.LiveKey != null)
                select own.Id).ToListAsync(cancellation);
    }
}
