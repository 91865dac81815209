using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes.Unsaid;

/// <summary>
/// Asks whoever leads an event whose days passed without a word whether it took place, and after two weeks the stewards as well, since people are on the way
/// and wait for it. Nothing is decided by itself: a day that passes is told to somebody, and fails nobody (domain.md §5.2).
/// </summary>
public sealed class AskAfterTheDays(Operations operations, TimeProvider time)
{
    const int DaysOfTheLead = 14;

    /// <summary>Later than this nobody is asked any more: the last stage of an event has closed.</summary>
    const int Longest = 90;

    public Task ExecuteAsync(CancellationToken cancellation) =>
        operations.RunEachAsync<Ask, Guid>(db => Unsaid(db, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)).Select(one => one.Id).ToListAsync(cancellation), (ask, id) => ask.ExecuteAsync(id, cancellation), cancellation);

    /// <summary>Events whose last day is before this one, and that somebody is on the way to.</summary>
    internal static IQueryable<Event> Unsaid(PrismaDbContext db, DateOnly day) =>
        db.Events.Where(one => one.CancelledAt == null && one.PausedAt == null && one.EndsOn < day && one.EndsOn >= day.AddDays(-Longest)
            && !one.Signals.Any(signal => SignalNames.OfTheDays.Contains(signal.Name)) && db.Enrolments.Any(enrolment => enrolment.EventId == one.Id && enrolment.LiveKey != null));

    /// <summary>Of the mails that ask, as often as the event gets new days.</summary>
    public static string PurposeOf(Event theEvent) => $"took-place-{theEvent.EndsOn:yyyyMMdd}-{theEvent.Id:N}";

    internal sealed class Ask(PassageTools tools)
    {
        public async Task ExecuteAsync(Guid eventId, CancellationToken cancellation)
        {
            var theEvent = await Event.WithTeamAsync(tools.Db, eventId, cancellation);
            if (!EventClock.IsUnsaid(theEvent, tools.Time.GetUtcNow()))
                return;
            var today = Zones.DayOf(tools.Time.GetUtcNow(), theEvent.TimeZone);
            var stewards = theEvent.Lead is null || today > theEvent.EndsOn.AddDays(DaysOfTheLead) ? ChangeRules.Stewards(theEvent) : [];
            foreach (var person in stewards.Prepend(theEvent.Lead).OfType<Person>().DistinctBy(person => person.Id))
            {
                var mail = ChangeRules.TaskMail(theEvent, person, tools.Home, PurposeOf(theEvent), $"/events/{theEvent.Slug}#changes", new JsonObject
                {
                    ["title"] = $"Did {theEvent.Name} take place?",
                    ["due"] = MailFacts.Day(today.AddDays(EventClock.ShortestNotice), person),
                    ["why_now"] = "its days are over, nobody said here whether it goes ahead, and whoever is on the way waits for that. Its lead says that it took place, moves it or cancels it",
                });
                if (!await tools.Db.Outbox.AnyAsync(one => one.Key == mail.Key, cancellation))
                    tools.Outbox.Owe(mail);
            }
        }
    }
}
