using Prisma.Workflows.People;

namespace Prisma.Workflows.Mail;

/// <summary>A mail written before it is claimed, while those before it are on their way. Nothing is claimed by that.</summary>
/// <param name="Message">What was owed.</param>
/// <param name="To">The recipient.</param>
/// <param name="SpokenAs">Up to which published wording it was written.</param>
/// <param name="Writing">The mail, or why it cannot be written.</param>
sealed record MailDraft(OutboxMessage Message, Person To, int SpokenAs, MailWriter.Writing Writing)
{
    /// <summary>Whether the mail would be written the same now; one to a step that is over, or of several lines, never is.</summary>
    public bool IsOf(OutboxMessage message, Person? to, int spokenAs) =>
        (message.Id, message.Facts, spokenAs) == (Message.Id, Message.Facts, SpokenAs) && (to?.Name, to?.Address, to?.Email, to?.Language, to?.TimeZone) == (To.Name, To.Address, To.Email, To.Language, To.TimeZone);
}
