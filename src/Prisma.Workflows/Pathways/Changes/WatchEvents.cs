using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Pathways.Changes.Pauses;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Looks whether an event has lost the hub that hosts it, found another, or waited long enough, whether one of its own gates said no, and whether what was agreed with an organisation that is gone is over (domain.md §7, §13.6). What it finds stands in rows, so a machine that was off catches up.</summary>
public sealed class WatchEvents(Operations operations, TimeProvider time)
{
    /// <summary>Yesterday, which is today somewhere.</summary>
    DateOnly Soonest => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        if (!await operations.ReadAsync<PrismaDbContext, bool>(db => FoundAny(db).AnyAsync(cancellation)))
            return;
        await Operations.EachAsync([
            () => operations.RunEachAsync<PauseEvent, Guid>(db => LostAsync(db, cancellation), (pause, enrolmentId) => pause.ExecuteAsync(enrolmentId, cancellation), cancellation),
            () => operations.RunEachAsync<EndPause, Guid>(db => OverAsync(db, cancellation), (end, pauseId) => end.ExecuteAsync(pauseId, cancellation), cancellation),
            () => operations.RunEachAsync<CancelRefused, Guid>(db => Refused(db).ToListAsync(cancellation), (cancel, enrolmentId) => cancel.ExecuteAsync(enrolmentId, cancellation), cancellation),
            () => operations.RunEachAsync<EndAgreements, Guid>(db => EndAgreements.Gone(db, time.GetUtcNow()).ToListAsync(cancellation), (end, enrolmentId) => end.ExecuteAsync(enrolmentId, cancellation), cancellation),
        ]);
    }

    /// <summary>All of it in one question, since mostly there is nothing; a pause that goes on counts, as what ends it is looked for.</summary>
    IQueryable<Guid> FoundAny(PrismaDbContext db) =>
        Lost(db).Select(hubs => hubs.Select(hub => hub.Id)).Aggregate(Queryable.Concat)
            .Concat(Resting(db).Select(pause => pause.Id)).Concat(Refused(db)).Concat(EndAgreements.Gone(db, time.GetUtcNow()));

    /// <summary>Hubs that left an event that is still to take place without a host, the last first, where nothing rests because of it yet. Who stood beside and leaves while a host is sought changes nothing.</summary>
    async Task<List<Guid>> LostAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var lost = new List<Guid>();
        foreach (var hubs in Lost(db))
            lost.AddRange(await hubs.OrderByDescending(hub => hub.EndedAt ?? hub.StageEnteredAt).Select(hub => hub.Id).ToListAsync(cancellation));
        return lost;
    }

    /// <summary>After the hosting agreement, and before it.</summary>
    IQueryable<Enrolment>[] Lost(PrismaDbContext db)
    {
        var soonest = Soonest;
        return [.. new[] { HostSought.LostAfterAgreement(db), HostSought.LostBeforeAgreement(db) }
            .Select(hubs => hubs.Where(HostSought.IsNew(db)).Where(hub => hub.Event.CancelledAt == null && hub.Event.EndsOn >= soonest))];
    }

    static IQueryable<EventChange> Resting(PrismaDbContext db) =>
        db.EventChanges.Where(change => change.Kind == ChangeKind.Pause && (change.State == ChangeState.Proposed || change.State == ChangeState.UnderWay));

    /// <summary>Pauses that something ends today.</summary>
    async Task<List<Guid>> OverAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var soonest = Soonest;
        var over = new List<Guid>();
        foreach (var pause in await Resting(db).ToListAsync(cancellation))
        {
            if (pause.WaitsUntil <= soonest || await HostSought.IsFoundAsync(db, pause.EventId, cancellation))
                over.Add(pause.Id);
        }

        return over;
    }

    /// <summary>Events that were called, and whose own passage ended with a no before their days were over, or with nobody having said that they go. Refused before it was called, an event waits for its caller.</summary>
    IQueryable<Guid> Refused(PrismaDbContext db)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return from own in db.Enrolments
               where own.Pathway == Pathway.Event && own.State == EnrolmentState.Declined && own.Event.CancelledAt == null
                   && (own.Event.EndsOn >= today || !own.Event.Signals.Any(signal => SignalNames.OfTheDays.Contains(signal.Name)))
                   && own.Event.Signals.Any(signal => signal.Name == SignalNames.Called)
                   && !db.Enrolments.Any(other => other.EventId == own.EventId && other.Pathway == Pathway.Event && other.LiveKey != null)
               select own.Id;
    }
}
