using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Events.Views;

/// <summary>Reads events: one by its address, or all.</summary>
public sealed class EventDirectory(PrismaDbContext db, TimeProvider time)
{
    /// <summary>Parts of those who need not be there on the days.</summary>
    static readonly Part[] _fromAfar = [Part.Steward, Part.StewardDelegate, Part.TrustNode, Part.Operator];

    public async Task<EventOverview?> FindAsync(string slug, CancellationToken cancellation)
    {
        var theEvent = await db.Events.AsNoTracking()
            .Include(one => one.Signals.OrderBy(signal => signal.At))
            .Include(one => one.Team).ThenInclude(member => member.Person)
            .AsSplitQuery()
            .SingleOrDefaultAsync(one => one.Slug == slug, cancellation);
        if (theEvent is null)
            return null;
        var now = time.GetUtcNow();
        var taken = await db.SeatPools.Where(pool => pool.EventId == theEvent.Id).ToDictionaryAsync(pool => pool.Name, pool => pool.Taken, cancellation);
        var waiting = await db.Seats.CountAsync(seat => seat.EventId == theEvent.Id && seat.Pool == SeatPool.Participants && seat.State == SeatState.Waitlisted, cancellation);
        return new EventOverview(theEvent, taken.GetValueOrDefault(SeatPool.Participants), waiting, EventClock.CallAt(theEvent, now), Zones.DayOf(now, theEvent.TimeZone))
        {
            Elsewhere = EventClock.IsStillOn(theEvent, now) ? await ElsewhereAsync(theEvent, Zones.DayOf(now, theEvent.TimeZone), cancellation) : [],
            PartnerPlacesTaken = taken.GetValueOrDefault(SeatPool.Partners),
        };
    }

    /// <summary>Not where the other is over: whoever was there can't be asked to be at both.</summary>
    async Task<IReadOnlyList<Elsewhere>> ElsewhereAsync(Event theEvent, DateOnly today, CancellationToken cancellation)
    {
        var (first, last) = (theEvent.StartsOn.AddDays(-Elsewhere.DaysApart), theEvent.EndsOn.AddDays(Elsewhere.DaysApart));
        var rows = await (from member in db.TeamMembers
                          join other in db.Events on member.EventId equals other.Id
                          where other.Id != theEvent.Id && other.CancelledAt == null && other.StartsOn <= last && other.EndsOn >= first && other.EndsOn >= today
                              && !_fromAfar.Contains(member.Part)
                              && db.TeamMembers.Any(own => own.EventId == theEvent.Id && own.PersonId == member.PersonId && !_fromAfar.Contains(own.Part))
                          select new { member.PersonId, other.Name, other.StartsOn, other.EndsOn }).Distinct().ToListAsync(cancellation);
        return [.. rows.Select(row => new Elsewhere(theEvent.Team.Find(member => member.PersonId == row.PersonId)!.Person.Name, row.Name, row.StartsOn, row.EndsOn))
            .OrderBy(one => one.Person, StringComparer.Ordinal).ThenBy(one => one.StartsOn)];
    }

    public Task<bool> AnyAsync(CancellationToken cancellation) => db.Events.AnyAsync(cancellation);

    /// <summary>All events: those to come, the nearest first; then those that are over or do not take place, the latest first.</summary>
    public async Task<IReadOnlyList<EventSummary>> ListAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var rows = await db.Events.AsNoTracking()
            .OrderBy(one => one.StartsOn)
            .Include(one => one.Team).ThenInclude(member => member.Person).AsSplitQuery()
            .Select(one => new { Event = one, Taken = db.SeatPools.Where(pool => pool.EventId == one.Id && pool.Name == SeatPool.Participants).Select(pool => pool.Taken).FirstOrDefault() })
            .ToListAsync(cancellation);
        var events = rows.ConvertAll(row => Summarise(row.Event, row.Taken, now));
        return [.. events.Where(one => !one.IsBehind), .. events.Where(one => one.IsBehind).Reverse()];
    }

    /// <summary>Events that call for participants now, the one that closes first before the others; then those that have a place and whose call is still to come (domain.md §6, EV-2.1).</summary>
    public async Task<IReadOnlyList<EventSummary>> PublicAsync(CancellationToken cancellation)
    {
        var hosted = await db.EventSignals.Where(signal => signal.Name == SignalNames.Hosted).Select(signal => signal.EventId).ToListAsync(cancellation);
        var events = await ListAsync(cancellation);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return
        [
            .. events.Where(one => one.Call == CallState.Open).OrderBy(one => one.CallClosesOn),
            .. events.Where(one => one is { Call: CallState.NotOpened, IsAlive: true } && one.EndsOn >= today && hosted.Contains(one.Id)).OrderBy(one => one.StartsOn),
        ];
    }

    static EventSummary Summarise(Event one, int taken, DateTimeOffset now) =>
        new(one.Id, one.Name, one.Slug, one.Place, one.Summary, one.StartsOn, one.EndsOn, one.Capacity, taken, EventClock.CallAt(one, now), one.CallClosesOn, one.IsAlive)
        {
            IsBehind = !EventClock.IsStillOn(one, now),
            IsUnderWay = EventClock.IsUnderWay(one, now),
            Team = one.Team.ConvertAll(member => member.PersonId),
            Lead = one.Team.Find(member => member.Part == Part.Lead)?.Person.Name ?? "",
        };
}
