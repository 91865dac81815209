using Prisma.Workflows.Audit;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>Whoever acts by a link from a mail has shown that the mail reached them; said once, on the first act.</summary>
public sealed class ConfirmAddress(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    public async Task<bool> ExecuteAsync(Guid enrolmentId, Guid personId, CancellationToken cancellation)
    {
        if (await db.People.FindAsync([personId], cancellation) is not { EmailConfirmedAt: null } person)
            return false;
        person.EmailConfirmedAt = time.GetUtcNow();
        audit.Tell(Enrolment.StoryOf(enrolmentId), person.Name, $"{person.Name} came by a link from a mail: the address is right.");
        return true;
    }
}
