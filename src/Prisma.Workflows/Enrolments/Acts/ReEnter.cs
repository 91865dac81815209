using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>
/// Somebody who fell silent before anything was promised is still here, or a hub that was told not this time looks again: within 180 days they go on in a
/// passage of their own, from what they told before (domain.md §5.4, HUB-1.4). The one before stays as it ended.
/// </summary>
public sealed class ReEnter(PrismaDbContext db, PassageCompanion passages, Enrol enrol, SubmitStep submit, WorkflowRuntime runtime, TimeProvider time)
{
    /// <summary>How long the old links let somebody back in.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromDays(180);

    /// <summary>The stage in which a hub is met, before anybody counts on it.</summary>
    public const string HubsFirst = "HUB-1";

    /// <summary>The step at which whoever comes back goes on: where they fell silent, or the hub's last answers; null where there is nothing to come back to.</summary>
    static Step? BackAt(Enrolment enrolment) => enrolment is { State: EnrolmentState.Declined, Pathway: Pathway.Hub, StageKey: HubsFirst, DataDoneAt: null }
        ? enrolment.Steps.Where(step => step is { State: StepState.Submitted, Kind: StepKind.Form } && step.ActorId == enrolment.PersonId).MaxBy(step => step.ClosedAt)
        : SilentAt(enrolment);

    /// <summary>The step at which a participant fell silent; null where the passage goes on, has promised a seat, or ended otherwise.</summary>
    public static Step? SilentAt(Enrolment enrolment) => enrolment is { State: EnrolmentState.Lapsed, Pathway: Pathway.Participant, StageKey: "PAR-1" or "PAR-2", DataDoneAt: null }
        ? enrolment.Steps.Where(step => step is { State: StepState.Lapsed, Ladder: Ladder.OfForms } && step.ActorId == enrolment.PersonId).MaxBy(step => step.ClosedAt)
        : null;

    /// <summary>Accepted where the button would lead on, refused with the reason why not, already done by whoever is on the way again; null where there is nothing to come back to.</summary>
    public async Task<Submission?> LookAsync(Guid enrolmentId, Guid personId, CancellationToken cancellation)
    {
        var enrolment = await db.Enrolments.Include(one => one.Steps).Include(one => one.Event).ThenInclude(one => one.Signals).AsSplitQuery().FirstOrDefaultAsync(one => one.Id == enrolmentId && one.PersonId == personId, cancellation);
        return enrolment is not null && BackAt(enrolment) is not null ? await MayAsync(enrolment, cancellation) : null;
    }

    public async Task<Submission> ExecuteAsync(Guid enrolmentId, Guid personId, CancellationToken cancellation)
    {
        if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { } before || before.Person.Id != personId || BackAt(before.Enrolment) is null)
            return Submission.AlreadyDone;
        var may = await MayAsync(before.Enrolment, cancellation);
        if (may.IsAccepted)
            await BeginAsync(before, cancellation);
        return may;
    }

    async Task<Submission> MayAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        var (theEvent, now) = (enrolment.Event, time.GetUtcNow());
        if (await db.Enrolments.AnyAsync(
            one => one.EventId == enrolment.EventId && one.PersonId == enrolment.PersonId && one.Pathway == enrolment.Pathway && one.Id != enrolment.Id && one.CreatedAt >= enrolment.EndedAt,
            cancellation))
        {
            return Submission.AlreadyDone;
        }

        if (now > enrolment.EndedAt + Window)
            return Submission.Refused("It closed more than half a year ago, so it can no longer be opened from here. You are welcome to answer another call.");
        if (!theEvent.IsAlive || theEvent.PausedAt is not null || now >= Zones.StartOf(theEvent.StartsOn, theEvent.TimeZone))
            return Submission.Refused("The event rests, has begun or will not take place, so it cannot be opened again from here.");
        if (!await enrol.IsOpenAsync(enrolment.Pathway, cancellation))
            return Submission.Refused("Nobody can begin here at the moment. Please come back in a day or two.");
        if (enrolment.Pathway == Pathway.Hub)
            return theEvent.Signals.Exists(one => one.Name == SignalNames.Hosted) ? Submission.Refused("Another house hosts this event now. You are welcome to answer another call.") : Submission.Accepted;
        var hasRoom = EventClock.CallAt(theEvent, now) == CallState.Open
            || await db.SeatPools.AnyAsync(pool => pool.EventId == theEvent.Id && pool.Name == SeatPool.Participants && pool.Taken < pool.Capacity, cancellation);
        return hasRoom ? Submission.Accepted : Submission.Refused("The call has closed and all seats are taken, so it cannot be opened again from here.");
    }

    /// <summary>What was handed in is handed in again, each step once, so that a way back in the pathway cannot go round for ever; the last one is asked anew.</summary>
    async Task BeginAsync(Passage before, CancellationToken cancellation)
    {
        var (person, last) = (before.Person, BackAt(before.Enrolment)!);
        var enrolment = await enrol.AddAsync(new NewPassage(before.Event, person, before.Enrolment.Pathway) { Organisation = before.Enrolment.Organisation, Sentence = "{0} is still here and goes on from what they told before." }, runtime, cancellation);
        var passage = (await passages.OfInstanceAsync(enrolment.InstanceId, cancellation))!;
        while (enrolment.Steps.Find(step => step is { IsOpen: true, Kind: StepKind.Form, Round: 1 } && step.ActorId == person.Id && step.Key != last.Key && before.AnswersOf(step.Key).Length > 0) is { } told)
            await submit.SubmitAsync(passage, told, JsonNode.Parse(before.AnswersOf(told.Key))!.AsObject(), cancellation);
        if (passage.OpenStepOf(last.Key) is { } step)
            step.Draft = last.Draft.Length > 0 ? last.Draft : before.AnswersOf(last.Key);
        before.Tell(person.Name, $"{before.Name} is still here and goes on in a passage of their own.");
        passage.LetLeadKnow($"{before.Name} is still here and goes on");
    }
}
