using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>Somebody of the team has a pathway try again what it failed at.</summary>
public sealed class TryAgain(PassageCompanion passages, WorkflowRuntime runtime)
{
    /// <param name="instanceId">The enrolment's own instance, or a child of it.</param>
    public async Task<Submission> ExecuteAsync(Guid enrolmentId, string instanceId, string incidentId, string actor, CancellationToken cancellation)
    {
        if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { Enrolment.IsLive: true } passage
            || await passages.OfFamilyAsync(instanceId, cancellation) != passage
            || !await runtime.RetryAsync(instanceId, incidentId, cancellation))
        {
            return Submission.AlreadyDone;
        }

        passage.Tell(actor, $"{actor} had the pathway try again what had failed.");
        return Submission.Accepted;
    }
}
