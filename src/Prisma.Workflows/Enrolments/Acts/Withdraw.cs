using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A stakeholder leaves, at any time and without a reason: ladders end, the seat is freed, E08 goes out, the lead, whoever was to talk with them and whom they named are told once (domain.md §12.5); from the days themselves nobody goes home without being offered a talk and help on the way (§10).</summary>
public sealed class Withdraw(PassageCompanion passages, SeatLine seats, WorkflowRuntime runtime)
{
    public async Task<Submission> ExecuteAsync(Guid enrolmentId, Guid personId, string reason, string data, CancellationToken cancellation)
    {
        if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { Enrolment.IsLive: true } passage || !passage.Enrolment.BelongsTo(personId))
            return Submission.AlreadyDone;
        var name = passage.Name;
        var talk = passage.Enrolment.TimeKept(passage.Now) is null ? null : passage.Enrolment.Steps.Find(step => step.IsOpen && step.Kind == StepKind.Gathering);
        await runtime.CancelAsync(passage.Enrolment.InstanceId, cancellation);
        passage.End(EnrolmentState.Withdrawn, reason.Trim());
        (passage.Enrolment.DataWish, passage.Enrolment.DataWishAt) = (data, passage.Now);
        passage.Tell(name, $"{name} stepped out. {DataInWords(data)}");
        await seats.ReleaseAsync(passage, runtime, cancellation);
        var isThere = passage.Enrolment.Pathway == Pathway.Participant && EventClock.IsUnderWay(passage.Event, passage.Now);
        Thank(passage, YourDataInWords(passage.Enrolment, passage.Person), isThere);
        foreach (var told in isThere ? new[] { passage.Lead, passage.ActorOf("enacting") }.DistinctBy(one => one?.Id) : [passage.Lead])
            passage.LetKnow(told, isThere ? $"{name} has stepped out during the days; please offer a talk, and help with the way home" : $"{name} has stepped out; a word of thanks is welcome");
        foreach (var named in passage.Stakeholders.Where(one => one.Id != personId))
            passage.LetKnow(named, $"{name} has stepped out; nothing more is asked of you there");
        if (talk is not null)
            passage.LetKnow(passage.Find(talk.ActorId), $"{name} has stepped out; the time that was kept for the two of you is free again");
        return Submission.Accepted;
    }

    /// <summary>Whoever says no to a place or an agreement, or puts the next event first, is thanked too; what they told is forgotten in time without a wish of theirs.</summary>
    internal static void ThankForNo(Passage passage) => Thank(passage, passage.Enrolment.EndingReason == Enrolment.NextEvent
        ? "what we learned from talking with you is kept for twelve months, so that you won't begin again; then it is forgotten."
        : $"it is kept for {passage.Retention.ApplicationMonths} months; then it is forgotten.");

    static void Thank(Passage passage, string data, bool isThere = false)
    {
        var withdrawn = new JsonObject
        {
            ["data_in_words"] = data,
            ["is_there"] = isThere,
            ["said_no"] = passage.Enrolment.EndingReason == Enrolment.OwnChoice,
            ["until_next_event"] = passage.Enrolment.EndingReason == Enrolment.NextEvent,
            ["agreement_ends"] = MailFacts.AgreementEnds(passage, passage.Person),
        };
        passage.Owe("E08", passage.Person, "withdrawn", null, new JsonObject { ["withdrawn"] = withdrawn, ["action"] = new JsonObject { ["page"] = "data" } }, immediate: passage.HasJustActed(passage.Person));
    }

    static string DataInWords(string data) => data switch
    {
        Enrolment.Keep => "Their words are kept as they are.",
        Enrolment.Anonymise => "Their name is taken off what they wrote in two weeks.",
        _ => "What they wrote is deleted in two weeks.",
    };

    static string YourDataInWords(Enrolment enrolment, Person to) => enrolment.DataDueAt is not { } due
        ? "it is kept as it is."
        : $"on {MailFacts.Day(due, to)} {(enrolment.DataWish == Enrolment.Anonymise ? "your name is taken off what you wrote" : "it is deleted")}, so that you can think again until then.";
}
