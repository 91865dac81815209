using Microsoft.Extensions.Options;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Privacy;

/// <summary>Forgets what was signed and decided around an event, and the history of both, years after it, and after the last day on which something agreed there is to be looked at again (domain.md §19.4).</summary>
public sealed class ForgetDecided(Operations operations, IOptions<RetentionOptions> retention, TimeProvider time)
{
    public Task ExecuteAsync(CancellationToken cancellation) =>
        operations.RunEachAsync<Forget, Guid>(db => DueAsync(db, cancellation), (forget, id) => forget.ExecuteAsync(id, cancellation), cancellation);

    Task<List<Guid>> DueAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().AddYears(-retention.Value.AgreementYears);
        var day = DateOnly.FromDateTime(before.UtcDateTime);
        return db.Events.Where(one => one.EndsOn < day || one.CancelledAt < before)
            .Where(one => !db.Enrolments.Any(enrolment => enrolment.EventId == one.Id
                && (enrolment.EndedAt == null || enrolment.EndedAt >= before || db.Agreements.Any(agreement => agreement.EnrolmentId == enrolment.Id && agreement.ReviewOn >= day))))
            .Where(one => db.Enrolments.Any(enrolment => enrolment.EventId == one.Id
                && (db.Agreements.Any(agreement => agreement.EnrolmentId == enrolment.Id) || db.Reviews.Any(review => review.EnrolmentId == enrolment.Id))))
            .Select(one => one.Id).ToListAsync(cancellation);
    }

    internal sealed class Forget(PrismaDbContext db, AuditTrail audit)
    {
        public async Task ExecuteAsync(Guid eventId, CancellationToken cancellation)
        {
            var theEvent = await db.Events.SingleAsync(one => one.Id == eventId, cancellation);
            var enrolments = await db.Enrolments.Where(one => one.EventId == eventId).Select(one => one.Id).ToListAsync(cancellation);
            await db.Steps.Where(step => enrolments.Contains(step.EnrolmentId) && step.ReviewId != null)
                .ExecuteUpdateAsync(set => set.SetProperty(step => step.ReviewId, (Guid?)null).SetProperty(step => step.Answers, "").SetProperty(step => step.Draft, ""), cancellation);
            await db.Steps.Where(step => enrolments.Contains(step.EnrolmentId) && step.AgreementId != null)
                .ExecuteUpdateAsync(set => set.SetProperty(step => step.AgreementId, (Guid?)null), cancellation);
            await db.Agreements.Where(one => enrolments.Contains(one.EnrolmentId)).ExecuteDeleteAsync(cancellation);
            await db.Reviews.Where(one => enrolments.Contains(one.EnrolmentId)).ExecuteDeleteAsync(cancellation);
            string[] stories = [theEvent.Story, .. enrolments.Select(Enrolment.StoryOf)];
            await db.Audit.Where(entry => stories.Contains(entry.Story)).ExecuteDeleteAsync(cancellation);
            audit.Tell(AuditTrail.Installation, AuditTrail.Prisma, $"What was signed and decided around {theEvent.Name} was forgotten, as its time was over.");
        }
    }
}
