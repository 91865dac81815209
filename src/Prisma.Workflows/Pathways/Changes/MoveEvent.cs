using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Pathways.Changes.Unsaid;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Moves an event to other days (domain.md §13.5): the lead decides; less than sixty days before the first day a steward has to agree as well. Moving it back is another move.</summary>
public sealed class MoveEvent(PassageTools tools, RecordSignal signals, TellTheTeam team)
{
    /// <summary>Within so many days of the first day, two people decide.</summary>
    public const int TwoDecideWithin = 60;

    /// <summary>Why nothing is moved yet, within a sentence; it is as true once the days are over.</summary>
    public static readonly string WhyTwo = $"from {TwoDecideWithin} days before the first day on, a steward has to agree";

    public async Task<Outcome<EventChange>> ExecuteAsync(Guid eventId, DateOnly? first, DateOnly? last, string reason, Actor by, CancellationToken cancellation)
    {
        var theEvent = await Event.WithTeamAsync(tools.Db, eventId, cancellation);
        var now = tools.Time.GetUtcNow();
        var problems = await CheckAsync(theEvent, first, last, cancellation);
        ChangeRules.RequireTheLead(problems, theEvent, by);
        problems.Require(ChangeRules.IsReason(reason), "reason", ChangeRules.GiveAReason);
        if (problems.Any)
            return problems;
        var change = Proposal(theEvent, first, last, reason, by, now);
        tools.Db.EventChanges.Add(change);
        if (NeedsTwo(theEvent, now))
        {
            tools.Audit.Tell(theEvent.Story, by.Name, $"{by.Name} proposed to move the event to {DayWords.Say(first!.Value, last!.Value)}. The reason: {change.Reason}");
            await AskStewardsAsync(theEvent, change, cancellation);
            return change;
        }

        await BeginAsync(theEvent, change, by, cancellation);
        return change;
    }

    internal static EventChange Proposal(Event theEvent, DateOnly? first, DateOnly? last, string reason, Actor by, DateTimeOffset now) => new()
    {
        EventId = theEvent.Id,
        Kind = ChangeKind.Move,
        State = ChangeState.Proposed,
        Reason = reason.Trim(),
        OldStartsOn = theEvent.StartsOn,
        OldEndsOn = theEvent.EndsOn,
        NewStartsOn = first,
        NewEndsOn = last,
        ProposedById = by.PersonId,
        ProposedBy = by.Name,
        ProposedAt = now,
    };

    /// <summary>A steward agrees, and it is done; or does not, and nothing has happened.</summary>
    public async Task<Outcome<EventChange>> AnswerAsync(Guid changeId, bool agrees, Actor by, CancellationToken cancellation)
    {
        var change = await tools.Db.EventChanges.SingleAsync(one => one.Id == changeId, cancellation);
        var theEvent = await Event.WithTeamAsync(tools.Db, change.EventId, cancellation);
        var problems = new Problems();
        problems.Require(change is { State: ChangeState.Proposed, Kind: ChangeKind.Move } && theEvent.IsAlive, Problems.Whole, "This was decided already.");
        problems.Require(!agrees || by.PersonId != change.ProposedById, Problems.Whole, "Somebody other than who proposed it has to agree.");
        problems.Require((!agrees && by.PersonId == change.ProposedById) || await IsStewardAsync(theEvent, by, cancellation), Problems.Whole, "A steward has to answer this.");
        problems.Require(!agrees || change.NewStartsOn > Zones.DayOf(tools.Time.GetUtcNow(), theEvent.TimeZone), Problems.Whole, "The proposed first day has passed. Say no, and propose another.");
        if (problems.Any)
            return problems;
        if (agrees)
        {
            change.ConfirmedBy = by.Name;
            await BeginAsync(theEvent, change, by, cancellation);
        }
        else
        {
            change.State = ChangeState.Dropped;
            change.Revision++;
            tools.Audit.Tell(theEvent.Story, by.Name, $"{by.Name} said no to moving the event; its days stay.");
        }

        await ChangeRules.TakeBackAsync(tools.Db, ChangeRules.PurposeOf(change), cancellation);
        return change;
    }

    public static bool NeedsTwo(Event theEvent, DateTimeOffset now) =>
        theEvent.StartsOn.DayNumber - Zones.DayOf(now, theEvent.TimeZone).DayNumber < TwoDecideWithin;

    /// <summary>What stands in the way of new days, before anything is decided.</summary>
    public async Task<Problems> CheckAsync(Event theEvent, DateOnly? first, DateOnly? last, CancellationToken cancellation)
    {
        var now = tools.Time.GetUtcNow();
        var problems = new Problems();
        problems.Require(ChangeRules.MayChange(theEvent, now), Problems.Whole, ChangeRules.WhyNot(theEvent));
        var before = await tools.Db.EventChanges.AsNoTracking().FirstOrDefaultAsync(one => one.EventId == theEvent.Id && one.Kind == ChangeKind.Move && (one.State == ChangeState.Proposed || one.State == ChangeState.UnderWay), cancellation);
        problems.Require(before is null, Problems.Whole, before?.State == ChangeState.Proposed
            ? "Other days were proposed meanwhile; they stand on this page. Once they are answered you can send yours."
            : "It was moved just before, and not everybody has the new days yet. In a few minutes you can send yours.");
        problems.Require(first is not null, "startsOn", "Please give the new first day.");
        problems.Require(last is not null, "endsOn", "Please give the new last day.");
        if (first is { } starts && last is { } ends)
        {
            EventDetails.CheckDays(starts, ends, Zones.DayOf(now, theEvent.TimeZone), problems);
            problems.Require(starts != theEvent.StartsOn || ends != theEvent.EndsOn, "startsOn", "These are the days it has now.");
        }

        return problems;
    }

    /// <summary>From here on nothing is reminded of until every passage has its new days.</summary>
    async Task BeginAsync(Event theEvent, EventChange change, Actor by, CancellationToken cancellation)
    {
        await ChangeRules.TakeBackAsync(tools.Db, AskAfterTheDays.PurposeOf(theEvent), cancellation);
        change.State = ChangeState.UnderWay;
        change.Revision++;
        theEvent.StartsOn = change.NewStartsOn!.Value;
        theEvent.EndsOn = change.NewEndsOn!.Value;
        theEvent.CallClosesOn = theEvent.CallClosesOn is { } closes ? Later(closes, theEvent.StartsOn) : null;
        theEvent.PausedAt ??= tools.Time.GetUtcNow();
        theEvent.Revision++;
        ClearGates(theEvent);
        var agreed = change.ConfirmedBy.Length > 0 ? $"{change.ProposedBy} and {change.ConfirmedBy}" : change.ProposedBy;
        tools.Audit.Tell(theEvent.Story, by.Name, $"{agreed} moved the event from {DayWords.Say(change.OldStartsOn!.Value, change.OldEndsOn!.Value)} to {DayWords.Say(theEvent.StartsOn, theEvent.EndsOn)}. The reason: {change.Reason}");
        var payload = new JsonObject { ["oldT"] = WrittenDay.Write(change.OldStartsOn!.Value), ["newT"] = WrittenDay.Write(theEvent.StartsOn) };
        await signals.AddAsync(theEvent, SignalNames.Rescheduled, by, payload.ToJsonString(), cancellation);
        await team.ExecuteAsync(theEvent, change, by, cancellation);
    }

    /// <summary>The call keeps its last day, unless the event now begins before it.</summary>
    static DateOnly Later(DateOnly closes, DateOnly first) => closes < first ? closes : first;

    /// <summary>Go (G4) and ready (G5) were said of other days: they are asked for anew.</summary>
    void ClearGates(Event theEvent)
    {
        foreach (var said in theEvent.Signals.Where(signal => SignalNames.OfTheDays.Contains(signal.Name)).ToList())
        {
            theEvent.Signals.Remove(said);
            tools.Db.EventSignals.Remove(said);
            tools.Audit.Tell(theEvent.Story, Audit.AuditTrail.Prisma, $"No longer holds on the new days: {SignalNames.InWords(said.Name)}.");
        }
    }

    /// <summary>Those of the team; where it has none who may agree, all there are.</summary>
    async Task AskStewardsAsync(Event theEvent, EventChange change, CancellationToken cancellation)
    {
        var stewards = ChangeRules.Stewards(theEvent).Where(steward => steward.Id != change.ProposedById).ToList();
        if (stewards.Count == 0)
            stewards = await tools.Db.People.Where(person => person.Id != change.ProposedById && person.Roles.Any(grant => grant.Role == Role.Steward)).ToListAsync(cancellation);
        foreach (var steward in stewards)
        {
            var task = new JsonObject
            {
                ["title"] = $"Move {theEvent.Name} to {DayWords.Say(change.NewStartsOn!.Value, change.NewEndsOn!.Value)}?",
                ["due"] = MailFacts.Day(ChangeRules.AnswerBy(change), steward),
                ["why_now"] = WhyTwo,
            };
            tools.Outbox.Owe(ChangeRules.TaskMail(theEvent, steward, tools.Home, ChangeRules.PurposeOf(change), $"/events/{theEvent.Slug}/move", task));
        }
    }

    async Task<bool> IsStewardAsync(Event theEvent, Actor by, CancellationToken cancellation) =>
        theEvent.Team.Exists(member => member.PersonId == by.PersonId && member.Part is Part.Steward or Part.StewardDelegate)
        || await tools.Db.RoleGrants.AnyAsync(grant => grant.PersonId == by.PersonId && grant.Role == Role.Steward, cancellation);
}
