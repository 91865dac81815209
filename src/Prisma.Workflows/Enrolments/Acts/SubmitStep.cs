using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A stakeholder, or a facilitator for a gathering or task, hands in one step.</summary>
public sealed class SubmitStep(StepGuard guard, NamedContacts contacts, IEnumerable<IStepListener> listeners, WorkflowRuntime runtime, FormLibrary forms)
{
    /// <param name="stepId">An open form step of that person.</param>
    /// <param name="answers">Checked against the step's form.</param>
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, JsonObject answers, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Form, cancellation) is not { } open)
            return Submission.AlreadyDone;
        await SubmitAsync(open.Passage, open.Step, answers, cancellation);
        return Submission.Accepted;
    }

    /// <summary>A facilitator writes down what somebody without mail or screen says, while a third person listens (domain.md §18.1).</summary>
    public async Task<Submission> WriteDownAsync(Guid stepId, Guid personId, JsonObject answers, string by, string witness, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Form, cancellation) is not { } open || !MayBeSpoken(open.Passage.Enrolment, open.Step, forms))
            return Submission.AlreadyDone;
        var name = open.Passage.NameOf(personId);
        if (witness.Length == 0 || string.Equals(witness, by, StringComparison.OrdinalIgnoreCase) || string.Equals(witness, name, StringComparison.OrdinalIgnoreCase))
            return Submission.Refused("Please name a third person who listens: neither you nor whoever speaks.");
        open.Passage.Tell(by, $"{name} said what stands in “{open.Step.Title}”; {by} wrote it down, and {witness} listened.");
        await SubmitAsync(open.Passage, open.Step, answers, cancellation);
        return Submission.Accepted;
    }

    /// <summary>Whether somebody of the team may write down what is said to an open step: the form of a stakeholder, with nothing in it that is for few eyes.</summary>
    public static bool MayBeSpoken(Enrolment enrolment, Step step, FormLibrary forms) =>
        step is { IsOpen: true, Kind: StepKind.Form } && !enrolment.IsOfEvent && (step.ActorId == enrolment.PersonId || enrolment.Contacts.Exists(contact => contact.PersonId == step.ActorId))
            && forms.Find(step.FormId, step.FormVersion) is { } form && form.Fields.All(field => !field.Sealed);

    internal async Task SubmitAsync(Passage passage, Step step, JsonObject answers, CancellationToken cancellation)
    {
        var form = forms.Find(step.FormId, step.FormVersion);
        var kept = form is not null ? SealedAnswers.Seal(form, answers) : answers;
        step.Answers = kept.ToJsonString();
        step.Draft = "";
        passage.ComeAlive();
        await contacts.TakeAsync(passage, answers, cancellation);
        passage.CloseStep(step, StepState.Submitted, "Submitted");
        var name = passage.NameOf(step.ActorId);
        passage.Tell(name, $"{name} handed in “{step.Title}”.");
        foreach (var listener in listeners)
            await listener.HearAsync(passage, step, answers, cancellation);
        var input = new JsonObject { ["outcome"] = "Submitted", ["answers"] = SealedAnswers.ForWorkflow(form, kept) };
        await runtime.ResumeAsync(step.BookmarkId, input, cancellation);
    }
}
