using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Agreements;

/// <summary>A party asks for the code that signing needs.</summary>
public sealed class SendSigningCode(StepGuard guard, SigningCodes codes)
{
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, string browserKey, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Signature, cancellation) is not { } open)
            return Submission.AlreadyDone;
        var refusal = await codes.SendAsync(open.Passage, open.Step, browserKey, cancellation);
        return refusal is null ? Submission.Accepted : Submission.Refused(refusal);
    }
}
