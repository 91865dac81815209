using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Agreements;

/// <summary>A party says no to an agreement; it ends for all.</summary>
public sealed class DeclineToSign(PrismaDbContext db, StepGuard guard, WorkflowRuntime runtime)
{
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Signature, cancellation) is not { } open)
            return Submission.AlreadyDone;
        var (passage, step) = open;
        var agreement = await db.Agreements.SingleAsync(one => one.Id == step.AgreementId, cancellation);
        agreement.State = AgreementState.Declined;
        agreement.Revision++;
        passage.CloseStep(step, StepState.Declined, "Declined");
        passage.Skip([step.QuestionKey]);
        var name = passage.NameOf(personId);
        passage.Tell(name, $"{name} decided not to sign “{agreement.Title}”.");
        if (agreement.BookmarkId.Length == 0)
        {
            HearUnsigned.Tell(passage, step, agreement);
            return Submission.Accepted;
        }

        await runtime.ResumeAsync(agreement.BookmarkId, new JsonObject { ["outcome"] = "Declined" }, cancellation);
        return Submission.Accepted;
    }
}
