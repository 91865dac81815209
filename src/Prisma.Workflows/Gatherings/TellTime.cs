using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Gatherings;

/// <summary>Whoever is invited to a gathering and did not say that they can't come hears of its time, of another one and of another place, and that there is none any more (E21b); the invitation came before, and the reminder comes two days ahead at most.</summary>
public sealed class TellTime(PrismaDbContext db, PassageCompanion passages, TimeProvider time)
{
    /// <param name="held">As it is from now on.</param>
    /// <param name="before">When it was to begin until now; null where that was open.</param>
    /// <param name="by">Who set it, and needs no mail.</param>
    public async Task ExecuteAsync(Event theEvent, EventGathering held, DateTimeOffset? before, string title, Actor by, CancellationToken cancellation)
    {
        var asked = await db.Steps.AsNoTracking()
            .Where(step => step.Gathering == held.GatheringId && db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.EventId == theEvent.Id && one.State == EnrolmentState.Active))
            .OrderBy(step => step.OpenedAt).ThenBy(step => step.Id).ToListAsync(cancellation);
        var told = new HashSet<Guid?> { by.PersonId };
        foreach (var steps in asked.GroupBy(step => step.EnrolmentId).Where(whose => ReadGatherings.PlaceOf([.. whose]) is GuestPlace.Invited or GuestPlace.Coming or GuestPlace.ToSay))
        {
            if (await passages.OfEnrolmentAsync(steps.Key, cancellation) is not { } passage)
                continue;
            LeaveHostsUntilThen(passage, held);
            var hosts = steps.Where(step => step.IsOpen).Select(step => passage.Find(step.ActorId)).OfType<Person>();
            foreach (var person in Invited(passage).Concat(hosts).Where(person => told.Add(person.Id)))
                passage.Owe("E21b", person, $"time-{held.Id:N}-{held.Revision}", facts: Facts(theEvent, held, before, title, person));
        }
    }

    /// <summary>To the event's own gatherings the team is invited.</summary>
    internal static IEnumerable<Person> Invited(Passage passage) => passage.Enrolment.IsOfEvent ? passage.Event.Team.Select(member => member.Person).DistinctBy(person => person.Id) : [passage.Person];

    /// <summary>Nobody is asked to have said who was there before it takes place.</summary>
    static void LeaveHostsUntilThen(Passage passage, EventGathering held)
    {
        foreach (var step in passage.Enrolment.Steps.Where(one => one is { IsOpen: true, Kind: StepKind.Gathering } && one.Gathering == held.GatheringId && held.StartsAt > one.DueAt))
        {
            var zone = passage.ZoneOf(step.ActorId);
            passage.Redate(step, Zones.EndOf(Zones.DayOf(held.StartsAt!.Value, zone), zone));
        }
    }

    JsonObject Facts(Event theEvent, EventGathering held, DateTimeOffset? before, string title, Person to)
    {
        var gathering = new JsonObject
        {
            ["title"] = title,
            ["when"] = held.StartsAt is { } at ? MailFacts.Moment(at, to) : "",
            ["before"] = before is { } earlier ? MailFacts.Moment(earlier, to) : "",
            ["where"] = held.Where,
            ["minutes"] = held.Minutes,
        };
        var facts = new JsonObject { ["gathering"] = gathering };
        if (held.StartsAt is not null)
            facts["attachment"] = new JsonObject { ["name"] = $"{theEvent.Slug}.ics", ["text"] = CalendarFile.Write(theEvent, [(held, title)], time.GetUtcNow()) };
        return facts;
    }
}
