using Prisma.Workflows.Forms;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Enrolments;

/// <summary>Lets a person act on an open step of their own, and on nothing else.</summary>
public sealed class StepGuard(PassageCompanion passages, FormLibrary forms, PublishedWords words)
{
    /// <summary>The passage and the step; null when the step is closed, of another kind or somebody else's, and for whoever went with their organisation and waits for it to be handed over.</summary>
    public async Task<(Passage Passage, Step Step)?> OpenAsync(Guid stepId, Guid personId, StepKind kind, CancellationToken cancellation)
    {
        if (await passages.OfStepAsync(stepId, cancellation) is not { } found
            || !found.Step.IsOpen || found.Step.Kind != kind || found.Step.ActorId != personId || !found.Passage.Enrolment.IsLive || found.Passage.Find(personId) is null)
        {
            return null;
        }

        // What the form seals must be known before its answers are kept, even where another node opened the step a moment ago.
        if (!forms.Knows(found.Step.FormId, found.Step.FormVersion))
            await words.ListenAsync(cancellation);
        return found;
    }
}
