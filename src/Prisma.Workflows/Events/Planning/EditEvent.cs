using Prisma.Workflows.Audit;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Events.Planning;

/// <summary>Changes what is known about an event. Its days stay once a hub has signed for them or the call is open: moving them is a decision of its own, with those who signed (domain.md §13.5).</summary>
public sealed class EditEvent(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    public async Task<Outcome<Event>> ExecuteAsync(Guid eventId, EventDetails details, Actor by, CancellationToken cancellation)
    {
        var theEvent = await db.Events.SingleAsync(one => one.Id == eventId, cancellation);
        var seats = await db.SeatPools.SingleAsync(pool => pool.EventId == eventId && pool.Name == SeatPool.Participants, cancellation);
        var problems = details.Check(time.GetUtcNow());
        problems.Require(!await db.Events.AnyAsync(one => one.Id != eventId && one.Slug == details.Slug, cancellation), "slug", "Another event has this address already.");
        problems.Require(details.Capacity is null || details.Capacity >= seats.Taken, "capacity", $"{seats.Taken} seats are taken already.");
        problems.Require(theEvent.IsAlive, "name", "This event will not take place; what is known about it stays as it was.");
        CheckFixed(theEvent, details, await db.EventSignals.AnyAsync(signal => signal.EventId == eventId && signal.Name == SignalNames.Hosted, cancellation), problems);
        CheckCall(theEvent, details, problems);
        if (problems.Any)
            return problems;
        Change(theEvent, details);
        if (seats.Capacity != theEvent.Capacity)
        {
            seats.Capacity = theEvent.Capacity;
            seats.Revision++;
        }

        audit.Tell(theEvent.Story, by.Name, "What is known about the event was changed.");
        return theEvent;
    }

    static void CheckFixed(Event theEvent, EventDetails details, bool isSigned, Problems problems)
    {
        const string Fixed = "The call is open: people have made plans by this. It can no longer be changed here.", Signed = "The hosting agreement names these days. Move the event on its page, so that whoever signed for them hears of it.";
        var isCalled = theEvent.CallOpenedAt is not null;
        if (isCalled || isSigned)
        {
            problems.Require(details.StartsOn == theEvent.StartsOn, "startsOn", isCalled ? Fixed : Signed);
            problems.Require(details.EndsOn == theEvent.EndsOn, "endsOn", isCalled ? Fixed : Signed);
        }

        if (!isCalled)
            return;
        problems.Require(details.Slug == theEvent.Slug, "slug", Fixed);
        problems.Require(details.Profile == theEvent.Profile, "profile", Fixed);
    }

    /// <summary>A last day that was there already may lie in the past.</summary>
    void CheckCall(Event theEvent, EventDetails details, Problems problems)
    {
        if (details.CallClosesOn is { } closes && closes != theEvent.CallClosesOn)
        {
            problems.Require(closes >= Zones.DayOf(time.GetUtcNow(), theEvent.TimeZone), "callCloses", "The last day of the call cannot lie in the past.");
            problems.Require(closes <= details.StartsOn, "callCloses", "The call cannot stay open after the event has begun.");
        }
    }

    static void Change(Event theEvent, EventDetails details)
    {
        theEvent.Name = details.Name.Trim();
        theEvent.Slug = details.Slug;
        theEvent.Place = details.Place.Trim();
        theEvent.Summary = details.Summary.Trim();
        theEvent.StartsOn = details.StartsOn!.Value;
        theEvent.EndsOn = details.EndsOn!.Value;
        theEvent.TimeZone = details.TimeZone;
        theEvent.Capacity = details.Capacity!.Value;
        theEvent.SeatsSetAside = details.SeatsSetAside.Trim();
        theEvent.PlacesForPartners = details.PlacesForPartners;
        theEvent.Profile = details.Profile!.Value;
        theEvent.StagesFollowPlan = details.StagesFollowPlan;
        theEvent.CallClosesOn = details.CallClosesOn ?? theEvent.CallClosesOn;
        theEvent.Revision++;
    }
}
