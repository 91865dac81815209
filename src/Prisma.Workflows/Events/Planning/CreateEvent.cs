using Prisma.Workflows.Audit;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Events.Planning;

/// <summary>A new event with its days, its pace and its seats; nothing is called yet. Where no address is given, one is made of its name.</summary>
public sealed class CreateEvent(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    public async Task<Outcome<Event>> ExecuteAsync(EventDetails details, Actor by, CancellationToken cancellation)
    {
        // Whoever goes back and fills in the same form anew for another event gets another event.
        var sentBefore = await db.Events.FirstOrDefaultAsync(one => one.Id == details.Key, cancellation);
        if (sentBefore is not null && (sentBefore.Name, sentBefore.StartsOn) == (details.Name.Trim(), details.StartsOn))
            return sentBefore;
        var now = time.GetUtcNow();
        var hasTwin = false;
        if (details.Slug.Length == 0)
        {
            var (name, place) = (details.Name.Trim(), details.Place.Trim());
            hasTwin = await db.Events.AnyAsync(one => one.CancelledAt == null && one.Name == name && one.Place == place && one.StartsOn == details.StartsOn && one.EndsOn == details.EndsOn, cancellation);
            var taken = await db.Events.Select(one => one.Slug).ToHashSetAsync(cancellation);
            details = details with { Slug = PublicAddress.For(details.Name, details.Place, taken) };
        }

        var problems = details.Check(now);
        problems.Require(!hasTwin, "slug", "There is an event of this name, at this place and on these days already. If this is another one, give it an address of its own.");
        problems.Require(!await db.Events.AnyAsync(one => one.Slug == details.Slug, cancellation), "slug", "Another event has this address already.");
        if (problems.Any)
            return problems;
        var created = new Event
        {
            Id = sentBefore is null && details.Key is { } key ? key : Guid.CreateVersion7(),
            Name = details.Name.Trim(),
            Slug = details.Slug,
            Place = details.Place.Trim(),
            Summary = details.Summary.Trim(),
            StartsOn = details.StartsOn!.Value,
            EndsOn = details.EndsOn!.Value,
            TimeZone = details.TimeZone,
            Capacity = details.Capacity!.Value,
            SeatsSetAside = details.SeatsSetAside.Trim(),
            PlacesForPartners = details.PlacesForPartners,
            Profile = details.Profile!.Value,
            StagesFollowPlan = details.StagesFollowPlan,
            CreatedAt = now,
        };
        db.Events.Add(created);
        db.SeatPools.Add(new SeatPool { EventId = created.Id, Name = SeatPool.Participants, Capacity = created.Capacity });
        audit.Tell(created.Story, by.Name, $"The event “{created.Name}” was created for {DayWords.Say(created.StartsOn)} to {DayWords.Say(created.EndsOn)}, with {created.Capacity} seats.");
        return created;
    }
}
