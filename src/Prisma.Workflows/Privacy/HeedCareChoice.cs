using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Privacy;

/// <summary>Whoever no longer wants what they need to be read: it is deleted at once, and somebody offers them a talk (domain.md §15, F-16).</summary>
sealed class HeedCareChoice(FormLibrary forms) : IConsentListener
{
    /// <summary>The question of such a form whether it may be read, which they have now answered anew.</summary>
    const string MayBeRead = "care_consent";

    public Task HearAsync(Passage passage, IReadOnlyDictionary<string, string> changed, CancellationToken cancellation)
    {
        if (!changed.TryGetValue(ConsentChoice.CareData, out var value) || value == ConsentChoice.On)
            return Task.CompletedTask;
        var told = passage.Enrolment.Steps.FindAll(step => step.ActorId == passage.Person.Id && step.Answers.Contains(SealedAnswers.Mark, StringComparison.Ordinal) && forms.Find(step.FormId) is { Sensitive: Form.OfCare });
        foreach (var step in told)
        {
            var open = SealedAnswers.Without(JsonNode.Parse(step.Answers)!.AsObject());
            if (open.ContainsKey(MayBeRead))
                open[MayBeRead] = false;
            (step.Answers, step.Draft) = (open.ToJsonString(), "");
            step.Revision++;
        }

        if (told.Count > 0)
        {
            passage.Tell($"{passage.Name} no longer wants what they need to be read; what they told of it was deleted.");
            passage.LetLeadKnow($"{passage.Name} no longer wants what they need to be read here, and it is deleted; offer them a talk");
        }

        return Task.CompletedTask;
    }
}
