namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>Somebody who rests comes back.</summary>
public sealed class ComeBack(PassageCompanion passages)
{
    public async Task<Submission> ExecuteAsync(Guid enrolmentId, Guid personId, CancellationToken cancellation)
    {
        if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { Enrolment.State: EnrolmentState.Paused } passage || !passage.Enrolment.BelongsTo(personId))
            return Submission.AlreadyDone;
        passage.ComeAlive();
        return Submission.Accepted;
    }
}
