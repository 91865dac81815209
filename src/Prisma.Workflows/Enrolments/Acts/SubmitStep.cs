using System.Text.Json.Nodes;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A stakeholder, or a facilitator for a gathering or task, hands in one step.</summary>
public sealed class SubmitStep(StepGuard guard, NamedContacts contacts, IEnumerable<IStepListener> listeners, WorkflowRuntime runtime, FormLibrary forms)
{
    /// <param name="stepId">An open form step of that person.</param>
    /// <param name="personId">Who hands in.</param>
    /// <param name="answers">Checked against the step's form.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, JsonObject answers, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Form, cancellation) is not { } open)
        {
            return Submission.AlreadyDone;
        }

        await SubmitAsync(open.Passage, open.Step, answers, cancellation);
        return Submission.Accepted;
    }

    internal async Task SubmitAsync(Passage passage, Step step, JsonObject answers, CancellationToken cancellation)
    {
        var kept = forms.Find(step.FormId, step.FormVersion) is { } form ? SealedAnswers.Seal(form, answers) : answers;
        step.Answers = kept.ToJsonString();
        step.Draft = "";
        passage.ComeAlive();
        await contacts.TakeAsync(passage, answers, cancellation);
        passage.CloseStep(step, StepState.Submitted, "Submitted");
        var name = passage.NameOf(step.ActorId);
        passage.Tell(name, $"{name} handed in “{step.Title}”.");
        foreach (var listener in listeners)
        {
            await listener.HearAsync(passage, step, answers, cancellation);
        }

        var input = new JsonObject { ["outcome"] = "Submitted", ["answers"] = SealedAnswers.Without(kept) };
        await runtime.ResumeAsync(step.BookmarkId, input, cancellation);
    }
}
