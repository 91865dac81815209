using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways;

/// <summary>
/// Closes a call early when three complete applications have come for every seat (domain.md, PAR-1.4). Whoever reads of it the next morning still has three
/// whole days. Once an event: whoever then gives the call another last day means it.
/// </summary>
public sealed class CloseCallsEarly(Operations operations, TimeProvider time)
{
    const int ApplicationsPerSeat = 3;

    public Task ExecuteAsync(CancellationToken cancellation) =>
        operations.RunEachAsync<Close, Guid>(db => AnsweredByManyAsync(db, cancellation), (close, id) => close.ExecuteAsync(id, cancellation), cancellation);

    Task<List<Guid>> AnsweredByManyAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return db.Events
            .Where(one => one.CallOpenedAt != null && one.CallClosesOn > today && one.CancelledAt == null && one.PausedAt == null && one.Signals.All(signal => signal.Name != SignalNames.CallClosing))
            .Where(one => db.Enrolments.Count(enrolment => enrolment.EventId == one.Id && enrolment.Pathway == Pathway.Participant && enrolment.State != EnrolmentState.Withdrawn
                && enrolment.Steps.Any(step => step.FormId == CallNews.Application && step.Answers.Length > 0)) >= ApplicationsPerSeat * one.Capacity)
            .Select(one => one.Id).ToListAsync(cancellation);
    }

    internal sealed class Close(PassageTools tools, RecordSignal signals)
    {
        public async Task ExecuteAsync(Guid eventId, CancellationToken cancellation)
        {
            var theEvent = await Event.WithTeamAsync(tools.Db, eventId, cancellation);
            var last = Zones.DayOf(tools.Time.GetUtcNow(), theEvent.TimeZone).AddDays(1 + EventClock.ShortestNotice);
            if (theEvent.CallClosesOn <= last)
                return;
            theEvent.CallClosesOn = last;
            theEvent.Revision++;
            await signals.AddAsync(theEvent, SignalNames.CallClosing, Actor.Prisma, "", cancellation);
            tools.Audit.Tell(theEvent.Story, Actor.Prisma.Name, $"Three complete applications have come for every seat, so the last day of the call was set to {DayWords.Say(last)}. Another last day opens it again.");
            if (theEvent.Lead is { } lead)
            {
                var task = new JsonObject
                {
                    ["title"] = $"The call closes early, on {MailFacts.Day(last, lead)}",
                    ["due"] = MailFacts.Day(last, lead),
                    ["why_now"] = "three complete applications have come for every seat; if you would rather read more, give the call another last day",
                };
                tools.Outbox.Owe(ChangeRules.TaskMail(theEvent, lead, tools.Home, $"call-early-{theEvent.Id:N}", $"/events/{theEvent.Slug}#call", task));
            }
        }
    }
}
