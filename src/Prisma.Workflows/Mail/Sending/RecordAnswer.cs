using Prisma.Workflows.Mail.Digests;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>Keeps what became of one attempt.</summary>
sealed class RecordAnswer(PrismaDbContext db, DirectRows rows, IEnumerable<IRefusalListener> listeners, TimeProvider time)
{
    public const int LongestAnswer = 500;

    public async Task ExecuteAsync(ClaimMail.Claim claim, SendAnswer answer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var text = MailText.OneLine(answer.Text, LongestAnswer);
        rows.Add(new Delivery { MessageId = claim.MessageId, At = now, Answer = $"{answer.GetType().Name}: {text}" });
        if (answer is SendAnswer.Refused or SendAnswer.TryLater)
        {
            // Nobody has these links; the next attempt makes its own.
            db.AccessLinks.RemoveRange(await db.AccessLinks.Where(link => claim.Links.Contains(link.Id)).ToListAsync(cancellation));
        }

        await Offline.KeepAsync(rows, answer, text, now, cancellation);
        var message = await rows.FindAsync<OutboxMessage>(claim.MessageId, cancellation) ?? throw new InvalidOperationException($"Mail {claim.MessageId} is no longer there.");

        // A late answer still says more than the rescue could; after anything else the mail is no longer this sender's.
        if ((message.State, message.Revision - claim.Revision) is (OutboxState.Sending, 0) or (OutboxState.MaybeSent, 1))
        {
            Settle(message, answer, text, now);
            rows.Change(message);
            foreach (var listener in message.State == OutboxState.Failed ? listeners : [])
                await listener.RefusedAsync(message, cancellation);
            if (message is { Template: DigestBook.Template, SentAt: not null })
            {
                await db.Outbox.Where(mail => mail.DigestKey == message.Key && mail.State == OutboxState.InDigest)
                    .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.SentAt, message.SentAt), cancellation);
            }
        }
    }

    static void Settle(OutboxMessage message, SendAnswer answer, string text, DateTimeOffset now)
    {
        message.Revision++;
        message.SendingUntil = null;
        message.LastError = answer is SendAnswer.Accepted ? "" : text;
        switch (answer)
        {
            case SendAnswer.Accepted:
                message.State = OutboxState.Sent;
                message.SentAt = now;
                break;
            case SendAnswer.Unknown:
                message.State = OutboxState.MaybeSent;
                break;
            case SendAnswer.TryLater { NobodyThere: true }:
                message.State = OutboxState.Pending;
                message.Attempts--;
                message.LastError = "";
                break;
            case SendAnswer.TryLater when Backoff.After(message.Attempts) is { } wait:
                message.State = OutboxState.Pending;
                message.DueAt = now + wait;
                break;
            default:
                message.State = OutboxState.Failed;
                break;
        }
    }
}
