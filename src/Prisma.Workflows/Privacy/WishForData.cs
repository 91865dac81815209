using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Privacy;

/// <summary>Somebody whose passage has ended says what should be done with what they told; who is still on their way says so when they step out.</summary>
public sealed class WishForData(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    public async Task<bool> ExecuteAsync(Guid enrolmentId, Actor by, string wish, CancellationToken cancellation)
    {
        var enrolment = await db.Enrolments.Include(one => one.Person).FirstOrDefaultAsync(one => one.Id == enrolmentId && one.PersonId == by.PersonId, cancellation);
        if (enrolment is null || enrolment.IsLive || enrolment.DataDoneAt is not null || wish is not (Enrolment.Keep or Enrolment.Anonymise or Enrolment.Delete))
            return false;
        (enrolment.DataWish, enrolment.DataWishAt) = (wish, time.GetUtcNow());
        enrolment.Revision++;
        audit.Tell(enrolment.Story, enrolment.Person.Name, $"{enrolment.Person.Name} said what should be done with what they told.");
        return true;
    }
}
