using Prisma.Workflows.Audit;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Gatherings;

/// <summary>Says when and where a gathering of an event is; whoever is invited is told, and invitations and reminders name it from then on.</summary>
public sealed class PlanGathering(PrismaDbContext db, GatheringLibrary library, AuditTrail audit, IEnumerable<IGatheringListener> listeners, TellTime tell, TimeProvider time)
{
    const int LongestWhere = 200;

    /// <param name="at">When it begins; null takes the time back.</param>
    /// <param name="minutes">How long; null for as long as the catalogue says.</param>
    /// <param name="where">A place, or how to take part from afar.</param>
    public async Task<Outcome<EventGathering>> ExecuteAsync(Guid eventId, string gatheringId, DateTimeOffset? at, int? minutes, string where, Actor by, CancellationToken cancellation)
    {
        var theEvent = await db.Events.Include(one => one.Gatherings).SingleAsync(one => one.Id == eventId, cancellation);
        var catalogued = library.Find(gatheringId);
        var problems = new Problems();
        problems.Require(theEvent.IsAlive, Problems.Whole, "This event will not take place; nothing can be planned for it any more.");
        problems.Require(catalogued is not null, Problems.Whole, "There is no such gathering in the catalogue.");
        problems.Require(at is null || at > time.GetUtcNow(), "startsAt", "The time must lie ahead. A gathering that took place needs none any more: say who was there.");
        problems.Require(minutes is null or (>= 5 and <= 1440), "minutes", "Please give a length between 5 minutes and a day.");
        problems.Require(where.Trim().Length <= LongestWhere, "where", "Please keep the place to 200 characters.");
        if (problems.Any)
            return problems;
        var gathering = theEvent.Gatherings.Find(one => one.GatheringId == gatheringId);
        var (notes, markedBy) = (gathering?.Notes ?? "", gathering?.MarkedBy ?? "");
        if (at is not null && gathering is { CountsAt: null } && gathering.StartsAt <= time.GetUtcNow())
        {
            // What took place keeps its entry in calendars: the next time is another one.
            db.EventGatherings.Remove(gathering);
            theEvent.Gatherings.Remove(gathering);
            gathering = null;
        }

        if (gathering is null)
        {
            gathering = new EventGathering { EventId = eventId, GatheringId = gatheringId, Notes = notes, MarkedBy = markedBy };
            theEvent.Gatherings.Add(gathering);
            db.EventGatherings.Add(gathering);
        }

        var (before, place) = (gathering.StartsAt > time.GetUtcNow() ? gathering.StartsAt : null, gathering.Where);
        (gathering.StartsAt, gathering.Minutes, gathering.Where) = (at, minutes ?? catalogued!.Minutes, where.Trim());
        gathering.Revision++;
        var title = library.TextOf(catalogued!, "").Title;
        audit.Tell(theEvent.Story, by.Name, at is { } instant
            ? $"“{title}” is on {DayWords.Say(Zones.DayOf(instant, theEvent.TimeZone))}."
            : $"“{title}” has no time any more.");
        foreach (var listener in listeners)
            await listener.HearAsync(theEvent, cancellation);
        if (catalogued!.IsOfMany && (before, place) != (gathering.StartsAt, gathering.StartsAt is null ? place : gathering.Where))
            await tell.ExecuteAsync(theEvent, gathering, before, title, by, cancellation);
        return gathering;
    }
}
