using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Agreements;

/// <summary>A party says that they have read the text; only then is signing offered.</summary>
public sealed class ViewAgreement(PrismaDbContext db, StepGuard guard)
{
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Signature, cancellation) is not { } open)
            return Submission.AlreadyDone;
        var (passage, step) = open;
        var agreement = await db.Agreements.Include(one => one.Signatures).SingleAsync(one => one.Id == step.AgreementId, cancellation);
        if (agreement.Turn() is { ViewedAt: null } turn && turn.PersonId == personId)
        {
            turn.ViewedAt = passage.Now;
            agreement.Revision++;
            var name = passage.NameOf(personId);
            passage.Tell(name, $"{name} read the text of “{agreement.Title}”.");
        }

        return Submission.Accepted;
    }
}
