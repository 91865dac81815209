using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Mail;

/// <summary>An administrator has a mail sent again that failed or may have been sent.</summary>
public sealed class ResendMail(PrismaDbContext db, Errands errands, AuditTrail audit, TimeProvider time)
{
    /// <summary>Answers with false when the mail is in neither state, so a second click changes nothing.</summary>
    public async Task<bool> ExecuteAsync(Guid messageId, string actor, CancellationToken cancellation)
    {
        var message = await db.Outbox.SingleOrDefaultAsync(message => message.Id == messageId, cancellation);
        if (message is not { State: OutboxState.MaybeSent or OutboxState.Failed })
        {
            return false;
        }

        var before = message.State == OutboxState.Failed ? "its delivery had failed" : "nobody could tell whether it had arrived";
        var story = message.EnrolmentId is { } enrolment ? $"enrolment:{enrolment:N}" : AuditTrail.Installation;
        audit.Tell(story, actor, $"{actor} had the mail {message.Template} sent again, because {before}.");

        message.Revision++;
        message.State = OutboxState.Pending;
        message.DueAt = time.GetUtcNow();
        message.Attempts = 0;
        message.LastError = "";
        message.DigestKey = null;
        errands.Mails = true;
        return true;
    }
}
