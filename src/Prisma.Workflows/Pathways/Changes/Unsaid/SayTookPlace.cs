using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes.Unsaid;

/// <summary>Whoever leads an event whose days passed without a word says that it took place; all who waited for that go on with what comes after the days.</summary>
public sealed class SayTookPlace(PassageTools tools, RecordSignal signals)
{
    public async Task<Outcome<Event>> ExecuteAsync(Guid eventId, Actor by, CancellationToken cancellation)
    {
        var theEvent = await Event.WithTeamAsync(tools.Db, eventId, cancellation);
        var problems = new Problems();
        problems.Require(EventClock.IsUnsaid(theEvent, tools.Time.GetUtcNow()), Problems.Whole, theEvent.IsSaidToGo ? "This was said already." : "Its days are not over, or it was cancelled.");
        problems.Require(theEvent.PausedAt is null, Problems.Whole, "Everything rests. Once that is decided this can be said.");
        ChangeRules.RequireTheLead(problems, theEvent, by);
        if (problems.Any)
            return problems;
        await ChangeRules.DropOpenAsync(tools.Db, theEvent, cancellation);
        tools.Audit.Tell(theEvent.Story, by.Name, $"{by.Name} said that the event took place.");
        foreach (var signal in SignalNames.OfTheDays)
            await signals.AddAsync(theEvent, signal, by, "", cancellation);
        return theEvent;
    }
}
