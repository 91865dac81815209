using Microsoft.EntityFrameworkCore;
using MimeKit;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Mail;

/// <summary>Takes one due mail for this sender and no other, and writes it. Nothing is claimed when another was first or the mail is settled without sending.</summary>
sealed class ClaimMail(PrismaDbContext db, MailWriter writer, TimeProvider time)
{
    /// <summary>How long a claim holds; longer than any sending may take.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(2);

    // An answer to somebody's own act may come at any hour, but not hours later in the night.
    static readonly TimeSpan StillAnAnswer = TimeSpan.FromHours(1);

    public async Task<Claim?> ExecuteAsync(Guid messageId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var message = await db.Outbox.SingleOrDefaultAsync(message => message.Id == messageId, cancellation);
        if (message is not { State: OutboxState.Pending } || message.DueAt > now)
        {
            return null;
        }

        message.Revision++;
        var closedAt = await ClosedAtAsync(message, cancellation);
        if (message is { DiesWithStep: true, StepId: not null } && closedAt is not null)
        {
            message.State = OutboxState.Cancelled;
            return null;
        }

        var person = await db.People.SingleOrDefaultAsync(person => person.Id == message.PersonId, cancellation);
        if (person is not null && now - message.CreatedAt > StillAnAnswer && writer.KeepsHours(message)
            && MailHours.NextIn(person.TimeZone, now) is var morning && morning > now)
        {
            message.DueAt = morning;
            return null;
        }

        message.Attempts++;
        switch (writer.Write(message, person, closedAt))
        {
            case MailWriter.Writing.Done written:
                message.State = OutboxState.Sending;
                message.SendingUntil = now + Holds;
                db.AccessLinks.AddRange(written.Links);
                return new Claim(message.Id, message.Attempts, message.Revision, written.Message, [.. written.Links.Select(link => link.Id)]);
            case MailWriter.Writing.Impossible impossible:
                message.State = OutboxState.Failed;
                message.LastError = MailText.OneLine(impossible.Reason, RecordAnswer.LongestAnswer);
                db.Deliveries.Add(new Delivery { MessageId = message.Id, At = now, Answer = $"Not sent: {message.LastError}" });
                return null;
            default:
                throw new InvalidOperationException("A mail is either written or not.");
        }
    }

    /// <summary>When the step the mail asks for was closed; null while it is open, or where there is none.</summary>
    async Task<DateTimeOffset?> ClosedAtAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (message.StepId is not { } id)
        {
            return null;
        }

        var found = await db.Steps.Where(step => step.Id == id).Select(step => new { step.ClosedAt }).FirstOrDefaultAsync(cancellation);
        return found is null ? time.GetUtcNow() : found.ClosedAt;
    }

    /// <summary>A mail that is this sender's to send, until the claim runs out.</summary>
    public sealed record Claim(Guid MessageId, int Attempt, int Revision, MimeMessage Message, IReadOnlyList<Guid> Links);
}
