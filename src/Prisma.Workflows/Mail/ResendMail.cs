using Prisma.Workflows.Audit;

namespace Prisma.Workflows.Mail;

/// <summary>An administrator decides on a mail that failed or may have been sent: it goes out again, or is let be.</summary>
public sealed class ResendMail(PrismaDbContext db, Errands errands, AuditTrail audit, TimeProvider time)
{
    /// <summary>Answers with false when the mail is in neither state, so a second click changes nothing.</summary>
    public async Task<bool> ExecuteAsync(Guid messageId, string actor, CancellationToken cancellation)
    {
        if (await DecideAsync(messageId, OutboxState.Pending, actor, mail => $"had the mail {mail} sent again, because", cancellation) is not { } message)
            return false;
        message.DueAt = time.GetUtcNow();
        message.Attempts = 0;
        message.LastError = "";
        message.DigestKey = null;
        errands.Mails = true;
        return true;
    }

    /// <summary>It is not sent again, and waits for nobody's decision any more. Answers as sending again does.</summary>
    public async Task<bool> LetBeAsync(Guid messageId, string actor, CancellationToken cancellation) =>
        await DecideAsync(messageId, OutboxState.Cancelled, actor, mail => $"let the mail {mail} be, although", cancellation) is not null;

    async Task<OutboxMessage?> DecideAsync(Guid messageId, OutboxState state, string actor, Func<string, string> what, CancellationToken cancellation)
    {
        var message = await db.Outbox.SingleOrDefaultAsync(message => message.Id == messageId, cancellation);
        if (message is not { State: OutboxState.MaybeSent or OutboxState.Failed })
            return null;
        var before = message.State == OutboxState.Failed ? "its delivery had failed" : "nobody could tell whether it had arrived";
        var story = message.EnrolmentId is { } enrolment ? $"enrolment:{enrolment:N}" : AuditTrail.Installation;
        audit.Tell(story, actor, $"{actor} {what(message.Template)} {before}.");
        message.Revision++;
        message.State = state;
        return message;
    }
}
