using Prisma.Workflows.Enrolments.Acts;

namespace Prisma.Workflows.Privacy;

/// <summary>After a copy from before was restored: who had stepped out steps out again, and what was wished since is wished again.</summary>
public sealed class AskWishAgain(PrismaDbContext db, Withdraw withdraw)
{
    public async Task ExecuteAsync(Wish wish, CancellationToken cancellation)
    {
        var enrolment = await db.Enrolments.FirstOrDefaultAsync(one => one.Id == wish.EnrolmentId, cancellation);
        if (enrolment is null || enrolment.DataWishAt >= wish.At)
            return;
        if (enrolment.IsLive)
            await withdraw.ExecuteAsync(enrolment.Id, enrolment.PersonId, "", wish.What, cancellation);
        enrolment.DataWish = wish.What;
        enrolment.DataWishAt = wish.At;
    }
}
