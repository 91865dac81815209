using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>Whoever on a passage our mails do not reach is called: a task for the team, and until it is done nothing counts as their silence (domain.md §5.7).</summary>
public sealed class ReachOtherwise(PassageCompanion passages) : IRefusalListener
{
    /// <summary>What the caller reads beside the title.</summary>
    public static readonly IReadOnlyList<string> Checklist =
    [
        "Call them, or ask whoever knows them, and tell them what they were asked",
        "If their address is another, an administrator changes it on the page of this enrolment; what failed is sent again from the outbox",
        "Done: they know; what they are asked is due later by the days this took",
        "Can't be done: nobody reaches them; from now on their silence counts",
    ];

    const string Ladder = "L-call";

    const string Prefix = "unreached.";

    public async Task RefusedAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (message.EnrolmentId is { } id && await passages.OfEnrolmentAsync(id, cancellation) is { } passage
            && !passage.Enrolment.Steps.Exists(step => step.Key == KeyOf(message.PersonId) && step.Outcome == Step.Blocked))
        {
            Ask(passage, message.PersonId, $"did not arrive ({message.LastError})");
        }
    }

    /// <summary>Somebody of the team says that a mail came back, as servers tell it hours later. False where they are asked already, or the person is not on this passage.</summary>
    public async Task<bool> ExecuteAsync(Guid enrolmentId, Guid personId, CancellationToken cancellation) =>
        await passages.OfEnrolmentAsync(enrolmentId, cancellation) is { } passage && Ask(passage, personId, "came back");

    static bool Ask(Passage passage, Guid personId, string what)
    {
        if (!passage.Enrolment.IsLive || passage.Find(personId) is not { } person || passage.NotThemselves(person) || IsAsked(passage, personId) || passage.Event.LeadBeside(personId) is not { } caller)
            return false;
        passage.OpenTask(KeyOf(personId), $"Reach {person.Name} another way: our mails do not arrive", caller, "lead", $"a mail to {person.Email} {what}", ladder: Ladder);
        passage.Tell($"A mail to {person.Name} {what}; {caller.Name} is asked to reach them another way. Nothing counts as silence meanwhile.");
        return true;
    }

    public static bool IsCall(string stepKey) => stepKey.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool IsAsked(Passage passage, Guid personId) => passage.Enrolment.Steps.Exists(step => step.IsOpen && step.Key == KeyOf(personId));

    /// <summary>The call was made, or nobody could make it: what was open with whom our mails did not reach is due later by the days this took.</summary>
    public static void Heard(Passage passage, Step call)
    {
        var since = Since(passage, call);
        foreach (var step in passage.Enrolment.Steps.Where(step => IsCall(call.Key) && step.IsOpen && KeyOf(step.ActorId) == call.Key))
            passage.GoOn(step, since);
    }

    /// <summary>When the first of those was asked who handed the call on.</summary>
    static DateTimeOffset Since(Passage passage, Step call) =>
        passage.Enrolment.Steps.Where(step => step.Key == call.Key && step.OpenedAt < call.OpenedAt).MaxBy(step => step.OpenedAt) is { Outcome: Step.HandedOver } before ? Since(passage, before) : call.OpenedAt;

    static string KeyOf(Guid personId) => $"{Prefix}{personId:N}";
}
