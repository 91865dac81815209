namespace Prisma.Workflows.Enrolments;

/// <summary>Lets a person act on an open step of their own, and on nothing else.</summary>
public sealed class StepGuard(PassageCompanion passages)
{
    /// <summary>The passage and the step; null when the step is closed, of another kind or somebody else's.</summary>
    public async Task<(Passage Passage, Step Step)?> OpenAsync(Guid stepId, Guid personId, StepKind kind, CancellationToken cancellation) =>
        await passages.OfStepAsync(stepId, cancellation) is { } found
        && found.Step.IsOpen && found.Step.Kind == kind && found.Step.ActorId == personId && found.Passage.Enrolment.IsLive
            ? found
            : null;
}
