using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Gates;

/// <summary>What a passage's gates consented to is looked at again on a day that follows from the event's, and moves with them (domain.md §5.6, §13.5).</summary>
public sealed class RedateReviews(PrismaDbContext db, GateLibrary gates)
{
    public async Task ExecuteAsync(Passage passage, CancellationToken cancellation)
    {
        foreach (var review in await db.Reviews.Where(review => review.EnrolmentId == passage.Enrolment.Id && review.DecidedAt != null).OrderBy(review => review.OpenedAt).ToListAsync(cancellation))
            Outcomes.SayNewDay(passage, gates.Find(review.GateId), review);
    }
}
