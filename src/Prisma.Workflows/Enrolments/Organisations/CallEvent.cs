using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Begins the event's own passage through its co-design phases; the lead facilitator owns it.</summary>
public sealed class CallEvent(PrismaDbContext db, Enrol enrol, WorkflowRuntime runtime, TimeProvider time)
{
    public async Task<Outcome<Enrolment>> ExecuteAsync(Guid eventId, Actor by, CancellationToken cancellation)
    {
        var theEvent = await Event.WithTeamAsync(db, eventId, cancellation);
        var problems = new Problems();
        var lead = theEvent.Lead;
        problems.Require(EventClock.IsStillOn(theEvent, time.GetUtcNow()), "call", theEvent.WhyOff);
        problems.Require(lead is not null, "team", "Name a lead facilitator in the team first: the lead holds the event's passage.");
        problems.Require(
            !await enrol.IsOnItsWayAsync(eventId, cancellation),
            "call",
            "The event is on its way already.");
        problems.Require(await enrol.IsOpenAsync(Pathway.Event, cancellation), "call", Enrol.Closed);
        return problems.Any
            ? problems
            : await enrol.AddAsync(new NewPassage(theEvent, lead!, Pathway.Event) { Sentence = $"{by.Name} called {{0}}." }, runtime, cancellation);
    }
}
