namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>What follows of a step that no workflow waits for; in the same commit. Each looks whether the step is one of its own.</summary>
public interface IStepListener
{
    /// <param name="step">It is closed.</param>
    /// <param name="answers">What was handed in; null when it closed by silence.</param>
    Task HearAsync(Passage passage, Step step, JsonObject? answers, CancellationToken cancellation);
}
