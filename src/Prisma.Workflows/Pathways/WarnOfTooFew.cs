using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Pathways.Maps;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways;

/// <summary>
/// Tells whoever leads an event, while there is time to do something, that fewer may take part than are needed (domain.md §13.4, minViable; F-20): once when
/// the call has closed, once when the offers should be answered, and once after it was said that the event goes ahead.
/// </summary>
public sealed class WarnOfTooFew(Operations operations, TimeProvider time)
{
    public Task ExecuteAsync(CancellationToken cancellation) =>
        operations.RunEachAsync<Warn, Guid>(db => CalledAsync(db, cancellation), (warn, id) => warn.ExecuteAsync(id, cancellation), cancellation);

    Task<List<Guid>> CalledAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return db.Events.Where(one => one.CallOpenedAt != null && one.CallClosesOn < today && one.StartsOn > today && one.CancelledAt == null && one.PausedAt == null).Select(one => one.Id).ToListAsync(cancellation);
    }

    internal sealed class Warn(PassageTools tools, AlignmentConditions conditions)
    {
        public async Task ExecuteAsync(Guid eventId, CancellationToken cancellation)
        {
            var theEvent = await Event.WithTeamAsync(tools.Db, eventId, cancellation);
            var today = Zones.DayOf(tools.Time.GetUtcNow(), theEvent.TimeZone);
            if (theEvent.CallClosesOn >= today || theEvent.Lead is not { } lead)
                return;
            var (since, have, said) = await CountedAsync(theEvent, today, cancellation);
            var needed = await conditions.NeededAsync(theEvent, cancellation);
            var mail = ChangeRules.TaskMail(theEvent, lead, tools.Home, $"too-few-{since}-{eventId:N}", $"/events/{theEvent.Slug}#call", new JsonObject
            {
                ["title"] = $"Fewer may take part than are needed: {have} of {needed}",
                ["due"] = MailFacts.Day(today.AddDays(EventClock.ShortestNotice), lead),
                ["why_now"] = $"{said}; there is time to give the call another last day, to invite by word of mouth, or to agree on other days",
            });
            if (have < needed && !await tools.Db.Outbox.AnyAsync(one => one.Key == mail.Key, cancellation))
            {
                tools.Outbox.Owe(mail);
                tools.Audit.Tell(theEvent.Story, Actor.Prisma.Name, $"Fewer may take part than are needed, {have} of {needed}; {lead.Name} was told.");
            }
        }

        /// <summary>The last of the three moments that has come, how many may take part by it, and what that means.</summary>
        async Task<(string Since, int Have, string Said)> CountedAsync(Event theEvent, DateOnly today, CancellationToken cancellation)
        {
            if (theEvent.Signals.Exists(signal => signal.Name == SignalNames.Goes))
                return ("go", await SeatsAsync(theEvent.Id, [SeatState.Confirmed], cancellation), "it was said that the event goes ahead, and this is how many are still confirmed");
            return EventClock.WindowOf("PAR-2", theEvent) is { } offers && offers.ClosesOn < today
                ? ("offers", await SeatsAsync(theEvent.Id, [SeatState.Confirmed, SeatState.Reserved], cancellation), "offers should be answered by now, and this is how many have a seat or are offered one")
                : ("call", await AnsweredAsync(theEvent.Id, cancellation), "the call is closed, and this is how many have answered it and are on their way");
        }

        Task<int> SeatsAsync(Guid eventId, SeatState[] states, CancellationToken cancellation) =>
            tools.Db.Seats.CountAsync(seat => seat.EventId == eventId && seat.Pool == SeatPool.Participants && states.Contains(seat.State), cancellation);

        Task<int> AnsweredAsync(Guid eventId, CancellationToken cancellation) => tools.Db.Enrolments.CountAsync(
            one => one.EventId == eventId && one.Pathway == Pathway.Participant && one.LiveKey != null && one.Steps.Any(step => step.FormId == CallNews.Application && step.Answers.Length > 0), cancellation);
    }
}
