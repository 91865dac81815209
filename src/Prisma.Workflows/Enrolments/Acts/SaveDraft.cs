using System.Text;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>Keeps what was typed so far, so that it is there on another device; kept 14 days (domain.md §15).</summary>
public sealed class SaveDraft(PrismaDbContext db, TimeProvider time)
{
    const int MaxBytes = 400_000;

    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, string answers, CancellationToken cancellation)
    {
        if (Encoding.UTF8.GetByteCount(answers) > MaxBytes)
            return Submission.Refused("That is more text than a draft can hold. What was saved before is still there.");

        // The draft is nobody else's business: it races with no one, so it changes its two columns and no revision.
        var changed = await db.Steps.Where(step => step.Id == stepId && step.ActorId == personId && step.State == StepState.Open)
            .ExecuteUpdateAsync(
                set => set.SetProperty(step => step.Draft, answers).SetProperty(step => step.DraftSavedAt, time.GetUtcNow()),
                cancellation);
        return changed == 0 ? Submission.AlreadyDone : Submission.Accepted;
    }
}
