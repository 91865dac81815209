namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A facilitator answers a second request for more time.</summary>
public sealed class AnswerMoreTime(PassageCompanion passages)
{
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid facilitatorId, bool yes, CancellationToken cancellation)
    {
        if (await passages.OfStepAsync(stepId, cancellation) is not { } found || !found.Step.IsOpen || found.Step.MoreTimeAskedAt is null)
            return Submission.AlreadyDone;
        var (passage, step) = found;
        var name = passage.NameOf(facilitatorId);
        if (yes)
            AskMoreTime.Give(passage, step);
        step.MoreTimeAskedAt = null;
        step.Revision++;
        foreach (var task in passage.Enrolment.Steps.Where(one => one.IsOpen && one.Key == $"{step.Key}.time"))
            passage.CloseStep(task, StepState.Submitted, "Done");
        passage.Tell(name, yes ? $"{name} gave {passage.Name} more time for “{step.Title}”." : $"{name} could not give more time for “{step.Title}”.");
        return Submission.Accepted;
    }
}
