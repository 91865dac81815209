using Microsoft.EntityFrameworkCore;
using MimeKit;
using Prisma.Workflows.Mail.Digests;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Mail;

/// <summary>Takes one due mail for this sender and no other, and writes it. Nothing is claimed when another was first or the mail is settled without sending.</summary>
sealed class ClaimMail(PrismaDbContext db, MailWriter writer, DigestBook digests, WordingBook wordings, TimeProvider time)
{
    /// <summary>How long a claim holds; longer than any sending may take.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(2);

    public async Task<Claim?> ExecuteAsync(Guid messageId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var message = await db.Outbox.SingleOrDefaultAsync(message => message.Id == messageId, cancellation);
        if (message is not { State: OutboxState.Pending } || message.DueAt > now)
        {
            return null;
        }

        await wordings.ListenAsync(cancellation);
        message.Revision++;
        var closedAt = await ClosedAtAsync(message, cancellation);
        if (message is { DiesWithStep: true, StepId: not null } && closedAt is not null)
        {
            message.State = OutboxState.Cancelled;
            return null;
        }

        var person = await db.People.SingleOrDefaultAsync(person => person.Id == message.PersonId, cancellation);
        if (person is not null && writer.CanWait(message) && await WaitsAsync(message, person, cancellation))
        {
            return null;
        }

        var lines = await digests.LinesOfAsync(message, cancellation);
        if (lines.Count > 0 && lines.All(line => line.IsOver))
        {
            message.State = OutboxState.Cancelled;
            return null;
        }

        message.Attempts++;
        switch (writer.Write(message, person, closedAt, lines))
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

    async Task<bool> WaitsAsync(OutboxMessage message, Person person, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (MailHours.NextIn(person.TimeZone, now) is var morning && morning > now)
        {
            message.DueAt = morning;
            return true;
        }

        return await digests.TakeAsync(message, person, cancellation);
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
