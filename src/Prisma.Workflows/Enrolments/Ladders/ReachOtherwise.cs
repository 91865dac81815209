using System.Text.Json.Nodes;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>Whoever our mails do not reach is called: a task for the team; until it is done, nothing counts as their silence (domain.md §5.7).</summary>
sealed class ReachOtherwise(PassageCompanion passages) : IRefusalListener
{
    public async Task RefusedAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (message.EnrolmentId is not { } id
            || await passages.OfEnrolmentAsync(id, cancellation) is not { Enrolment.IsLive: true } passage
            || passage.Find(message.PersonId) is not { } person || passage.LeadBeside(person.Id) is not { } caller || IsAsked(passage, person.Id))
        {
            return;
        }

        passage.OpenTask(KeyOf(person.Id), $"Call, don’t mail: {person.Name} does not get our mails", caller, "lead", new JsonObject
        {
            ["step"] = new JsonObject { ["why_now"] = $"the mail server would not take a mail to {person.Email}: {message.LastError}" },
        });
        passage.Tell($"A mail to {person.Name} did not arrive ({message.LastError}); {caller.Name} is asked to call. Nothing counts as silence meanwhile.");
    }

    public static bool IsAsked(Passage passage, Guid personId) => passage.Enrolment.Steps.Exists(step => step.IsOpen && step.Key == KeyOf(personId));

    static string KeyOf(Guid personId) => $"unreached.{personId:N}";
}
