using Prisma.Workflows.Audit;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Events.Planning;

/// <summary>Opens the call for participants. A call that is open already only gets another last day.</summary>
public sealed class OpenCall(PrismaDbContext db, AuditTrail audit, RecordSignal signals, TimeProvider time)
{
    /// <summary>The field of the problem that <see cref="CallRequest.OpenAnyway"/> and a reason would answer.</summary>
    public const string Late = "openAnyway";

    /// <summary>Of whoever answers it: a call that opens before its planned day is not answered with silence until then.</summary>
    const string FirstStage = "PAR-1";

    /// <summary>Whoever is to open it is asked on its planned day, and given these days.</summary>
    const int DaysToOpen = 3;

    public async Task<Outcome<Event>> ExecuteAsync(Guid eventId, CallRequest request, Actor by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var theEvent = await Event.WithTeamAsync(db, eventId, cancellation);
        var problems = Check(theEvent, request, now);
        if (problems.Any)
            return problems;
        var isNew = theEvent.CallOpenedAt is null;
        theEvent.CallOpenedAt ??= now;
        theEvent.CallClosesOn = request.ClosesOn;
        theEvent.Revision++;
        audit.Tell(theEvent.Story, by.Name, Sentence(theEvent, request, isNew, now));
        foreach (var (_, signal) in Said(request).Where(one => one.IsSaid))
            await signals.AddAsync(theEvent, signal, by, "", cancellation);
        if (theEvent.StagesFollowPlan && EventClock.WindowOf(FirstStage, theEvent)!.OpensAt > now)
            await signals.AddAsync(theEvent, SignalNames.StageOpen(FirstStage), by, "", cancellation);
        await signals.AddAsync(theEvent, SignalNames.CallOpen, by, "", cancellation);
        return theEvent;
    }

    static (bool IsSaid, string Signal)[] Said(CallRequest request) =>
        [(request.IntentionConsented, SignalNames.IntentionConsented), (request.Hosted, SignalNames.Hosted), (request.DesignConsented, SignalNames.DesignConsented)];

    /// <summary>A call promises an intention and a place, so it opens when both are agreed, in whatever order that came (domain.md §13.2).</summary>
    static void CheckPromises(Event theEvent, CallRequest request, Problems problems)
    {
        foreach (var (field, signal, isSaid) in new[] { ("intentionConsented", SignalNames.IntentionConsented, request.IntentionConsented), ("hosted", SignalNames.Hosted, request.Hosted) })
        {
            problems.Require(
                isSaid || theEvent.CallOpenedAt is not null || theEvent.Signals.Exists(one => one.Name == signal),
                field,
                $"“{SignalNames.InWords(signal)}” is not so yet, and the call promises it. It opens once that is so; if it was agreed outside of Prisma, say so below and it is kept under your name.");
        }
    }

    static Problems Check(Event theEvent, CallRequest request, DateTimeOffset now)
    {
        var problems = new Problems();
        var today = Zones.DayOf(now, theEvent.TimeZone);
        problems.Require(theEvent.IsAlive, "closesOn", "This event will not take place, so it calls nobody.");
        problems.Require(request.ClosesOn is not null, "closesOn", "Please give the last day of the call.");
        problems.Require(request.ClosesOn is null || request.ClosesOn >= today, "closesOn", "The last day of the call cannot lie in the past.");
        problems.Require(request.ClosesOn is null || request.ClosesOn <= theEvent.StartsOn, "closesOn", "The call cannot stay open after the event has begun.");
        problems.Require(theEvent.CallOpenedAt is not null || theEvent.Lead is not null, "team", "Name a lead facilitator in the team first: whoever answers the call needs somebody to turn to.");
        CheckPromises(theEvent, request, problems);
        if (theEvent.CallOpenedAt is null && IsLate(theEvent, today))
        {
            problems.Require(request.OpenAnyway, Late, LateSentence(theEvent, today));
            problems.Require(!request.OpenAnyway || request.Reason.Trim().Length is >= 10 and <= 500, "reason", "Please say in a sentence why the call opens late; it is kept in the event's story.");
        }

        return problems;
    }

    static bool IsLate(Event theEvent, DateOnly today) => today.AddDays(EventClock.CallLeadDays(theEvent.Profile) - DaysToOpen) > theEvent.StartsOn;

    static string LateSentence(Event theEvent, DateOnly today) =>
        $"The {ProfileNames.Of(theEvent.Profile)} pace gives people {EventClock.CallLeadDays(theEvent.Profile)} days between the call and the first day; only {theEvent.StartsOn.DayNumber - today.DayNumber} are left. "
        + "Choose a faster pace or a later first day, or open it anyway with a reason.";

    static string Sentence(Event theEvent, CallRequest request, bool isNew, DateTimeOffset now)
    {
        if (!isNew)
            return $"The last day of the call was set to {DayWords.Say(theEvent.CallClosesOn!.Value)}.";
        var late = IsLate(theEvent, Zones.DayOf(now, theEvent.TimeZone)) ? $" It opened later than the {ProfileNames.Of(theEvent.Profile)} pace asks for, because: {request.Reason.Trim()}" : "";
        return $"The call was opened until {DayWords.Say(theEvent.CallClosesOn!.Value)}.{late}";
    }
}
