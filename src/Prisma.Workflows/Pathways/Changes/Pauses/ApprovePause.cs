using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes.Pauses;

/// <summary>A facilitator stands by the words that tell everybody the event is paused; from then on they go out.</summary>
public sealed class ApprovePause(PassageTools tools, TellTheTeam team)
{
    public async Task<Outcome<EventChange>> ExecuteAsync(Guid changeId, string words, Actor by, CancellationToken cancellation)
    {
        var change = await tools.Db.EventChanges.SingleAsync(one => one.Id == changeId, cancellation);
        var theEvent = await Event.WithTeamAsync(tools.Db, change.EventId, cancellation);
        var problems = new Problems();
        problems.Require(change is { Kind: ChangeKind.Pause, State: ChangeState.Proposed }, Problems.Whole, "These words went out already, or are no longer needed.");
        problems.Require(ChangeRules.Facilitators(theEvent).Any(person => person.Id == by.PersonId), Problems.Whole, "One of the event's facilitators has to stand by these words.");
        problems.Require(ChangeRules.IsReason(words), "words", ChangeRules.GiveAReason);
        if (problems.Any)
            return problems;
        change.Reason = words.Trim();
        change.ConfirmedBy = by.Name;
        change.State = ChangeState.UnderWay;
        change.Revision++;
        tools.Audit.Tell(theEvent.Story, by.Name, $"{by.Name} approved what everybody is told about the pause: {change.Reason}");
        await ChangeRules.TakeBackAsync(tools.Db, ChangeRules.PurposeOf(change), cancellation);
        await team.ExecuteAsync(theEvent, change, by, cancellation);
        return change;
    }
}
