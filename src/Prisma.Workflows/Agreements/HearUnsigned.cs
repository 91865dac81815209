using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;

namespace Prisma.Workflows.Agreements;

/// <summary>What is signed anew has no workflow that waits for it: where somebody does not sign in time it expires, what was signed before holds, and the lead is told.</summary>
sealed class HearUnsigned(PrismaDbContext db) : IStepListener
{
    public async Task HearAsync(Passage passage, Step step, JsonObject? answers, CancellationToken cancellation)
    {
        if (step is not { Kind: StepKind.Signature, State: StepState.Lapsed, BookmarkId: "", AgreementId: { } id })
            return;
        var agreement = await db.Agreements.SingleAsync(one => one.Id == id, cancellation);
        agreement.State = AgreementState.Expired;
        agreement.Revision++;
        Tell(passage, step, agreement);
    }

    /// <summary>Also of one who says that they will not.</summary>
    public static void Tell(Passage passage, Step step, Agreement agreement) =>
        passage.LetLeadKnow($"“{agreement.Title}” was not signed anew by {passage.NameOf(step.ActorId)}; what was signed before holds");
}
