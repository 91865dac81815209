using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Gates;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>An event whose own gate said no does not take place, and whoever was on the way to it is told.</summary>
public sealed class CancelRefused(PrismaDbContext db, PassageCompanion passages, CancelEvent cancel, TimeProvider time)
{
    public async Task ExecuteAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { } passage || !ChangeRules.MayChange(passage.Event, time.GetUtcNow()))
            return;
        var gate = await db.Reviews.Where(review => review.EnrolmentId == enrolmentId && review.Outcome == Decision.Declined)
            .OrderByDescending(review => review.DecidedAt).Select(review => review.Title).FirstOrDefaultAsync(cancellation);
        await cancel.CancelAsync(passage.Event, gate is null ? "Those who hold it decided not to go on." : $"Those who decide together read “{gate}”, and their answer was no.", "", Actor.Prisma, cancellation);
        CancelPassage.LetLeadLookBack(passage);
    }
}
