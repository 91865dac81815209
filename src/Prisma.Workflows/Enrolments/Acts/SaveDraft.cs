using System.Text;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>Keeps what was typed so far, so that it is there on another device; kept 14 days (domain.md §15).</summary>
public sealed class SaveDraft(PrismaDbContext db, TimeProvider time)
{
    const int MaxBytes = 400_000;

    /// <summary>As a page does by itself while somebody types: what was kept elsewhere since stays, and null is answered.</summary>
    /// <param name="seen">When the draft that the page knows of was kept; null where there was none.</param>
    public async Task<Submission?> FromPageAsync(Guid stepId, Guid personId, string answers, DateTimeOffset? seen, CancellationToken cancellation) =>
        await db.Steps.AnyAsync(step => step.Id == stepId && step.ActorId == personId && step.State == StepState.Open && step.DraftSavedAt != null && (seen == null || step.DraftSavedAt > seen), cancellation)
            ? null
            : await ExecuteAsync(stepId, personId, answers, cancellation);

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
