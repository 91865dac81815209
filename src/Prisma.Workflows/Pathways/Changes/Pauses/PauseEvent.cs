using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes.Pauses;

/// <summary>The hub that was to host cannot any more: everything rests at once, and the facilitators are asked for the words that go to everybody within a day.</summary>
public sealed class PauseEvent(PassageTools tools, RecordSignal signals, IEnumerable<ITeamListener> listeners)
{
    const int DaysToReplace = 14;

    const int ShortestDays = 7;

    public async Task ExecuteAsync(Guid hubEnrolmentId, CancellationToken cancellation)
    {
        var hub = await tools.Db.Enrolments.Include(one => one.Organisation).Include(one => one.Person).Include(one => one.Contacts).SingleAsync(one => one.Id == hubEnrolmentId, cancellation);
        var theEvent = await Event.WithTeamAsync(tools.Db, hub.EventId, cancellation);
        if (!EventClock.IsStillOn(theEvent, tools.Time.GetUtcNow())
            || !await tools.Db.Enrolments.Where(HostSought.IsNew(tools.Db)).AnyAsync(one => one.Id == hub.Id, cancellation))
        {
            return;
        }

        var now = tools.Time.GetUtcNow();
        var bySignature = await HostSought.BySignatureAsync(tools.Db, theEvent.Id, cancellation);
        var wait = bySignature ? Math.Max(ShortestDays, EventClock.Scale(DaysToReplace, theEvent.Profile)) : DaysToReplace;
        var change = new EventChange
        {
            EventId = theEvent.Id,
            Kind = ChangeKind.Pause,
            State = ChangeState.Proposed,
            Reason = "The hub that was to host can't any more, and we are asking others.",
            ProposedById = null,
            ProposedBy = hub.Name,
            ProposedAt = now,
            WaitsUntil = Zones.DayOf(now, theEvent.TimeZone).AddDays(wait),
        };
        tools.Db.EventChanges.Add(change);
        theEvent.PausedAt ??= now;
        theEvent.Revision++;
        await ForgetReachedAsync(theEvent, cancellation);
        tools.Audit.Tell(theEvent.Story, AuditTrail.Prisma, $"{hub.Name} can no longer host. Everything rests until {DayWords.Say(change.WaitsUntil.Value)} while another place is sought.");
        await signals.AddAsync(theEvent, SignalNames.Paused, Actor.Prisma, "", cancellation);
        AskForWords(theEvent, change, hub, bySignature);
    }

    /// <summary>What it had reached has to be reached by another. What was open with its people is asked of others.</summary>
    async Task ForgetReachedAsync(Event theEvent, CancellationToken cancellation)
    {
        foreach (var reached in theEvent.Signals.Where(HostSought.IsOfHubs).ToList())
        {
            theEvent.Signals.Remove(reached);
            tools.Db.EventSignals.Remove(reached);
        }

        foreach (var listener in listeners)
            await listener.HeardAsync(theEvent, cancellation);
    }

    /// <summary>What the mails are for that ask the facilitators to stand by the words of a pause.</summary>

    void AskForWords(Event theEvent, EventChange change, Enrolment hub, bool bySignature)
    {
        var beside = theEvent.Team.Where(member => member.Part == Part.SupportingHub && member.PersonId != hub.PersonId).Select(member => member.Person.Name).ToList();
        var first = beside.Count > 0 ? $"ask {string.Join(" and ", beside)} first, who {(beside.Count == 1 ? "stands" : "stand")} beside this event; " : "";
        foreach (var person in ChangeRules.Facilitators(theEvent))
        {
            tools.Outbox.Owe(ChangeRules.TaskMail(
                theEvent, person, tools.Home, ChangeRules.PurposeOf(change), $"/events/{theEvent.Slug}#changes",
                new JsonObject
                {
                    ["title"] = $"Read the words that tell everybody {theEvent.Name} is paused, and send them",
                    ["due"] = MailFacts.Day(ChangeRules.AnswerBy(change), person),
                    ["why_now"] = $"{hub.Name} can no longer host; {first}if no other hub {HostSought.InWords(bySignature)} by {MailFacts.Day(change.WaitsUntil!.Value, person)}, the event is cancelled",
                }));
        }
    }
}
