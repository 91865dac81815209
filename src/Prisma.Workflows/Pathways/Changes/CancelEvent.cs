using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>The lead decides that an event will not take place (domain.md §13.6). Its team hears it at once; passage after passage is ended and told by <see cref="ApplyChanges"/>.</summary>
public sealed class CancelEvent(PassageTools tools, RecordSignal signals, TellTheTeam team)
{
    /// <param name="reason">Why, as everybody reads it.</param>
    /// <param name="money">What becomes of money; empty where the mail's own sentence is true.</param>
    /// <param name="name">The event's name, typed again, so that nobody does this by accident.</param>
    public async Task<Outcome<EventChange>> ExecuteAsync(Guid eventId, string reason, string money, string name, Actor by, CancellationToken cancellation)
    {
        var theEvent = await Event.WithTeamAsync(tools.Db, eventId, cancellation);
        var problems = new Problems();
        problems.Require(ChangeRules.MayChange(theEvent, tools.Time.GetUtcNow()), Problems.Whole, ChangeRules.WhyNot(theEvent));
        ChangeRules.RequireTheLead(problems, theEvent, by);
        problems.Require(ChangeRules.IsReason(reason), "reason", ChangeRules.GiveAReason);
        problems.Require(money.Trim().Length <= 500, "money", "Please say it in up to 500 characters.");
        problems.Require(name.Trim() == theEvent.Name, "name", $"Please type “{theEvent.Name}”, so that we know you mean it.");
        return problems.Any ? problems : await CancelAsync(theEvent, reason.Trim(), money.Trim(), by, cancellation);
    }

    internal async Task<EventChange> CancelAsync(Event theEvent, string reason, string money, Actor by, CancellationToken cancellation)
    {
        var now = tools.Time.GetUtcNow();
        var change = new EventChange
        {
            EventId = theEvent.Id,
            Kind = ChangeKind.Cancellation,
            State = ChangeState.UnderWay,
            Reason = reason,
            Money = money,
            ProposedById = by.PersonId,
            ProposedBy = by.Name,
            ProposedAt = now,
        };
        await ChangeRules.DropOpenAsync(tools.Db, theEvent, cancellation);
        tools.Db.EventChanges.Add(change);
        theEvent.CancelledAt = now;
        theEvent.PausedAt = null;
        theEvent.Revision++;
        tools.Audit.Tell(theEvent.Story, by.Name, $"{by.Name} cancelled the event. The reason: {reason}");
        await signals.AddAsync(theEvent, SignalNames.Cancelled, by, new JsonObject { ["reason"] = reason }.ToJsonString(), cancellation);
        await team.ExecuteAsync(theEvent, change, by, cancellation);
        return change;
    }
}
