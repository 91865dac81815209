using Prisma.Workflows.Forms;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>The host of a gathering records that it took place, with the form's answers, or that the other did not come.</summary>
public sealed class HoldGathering(StepGuard guard, WorkflowRuntime runtime, FormLibrary forms)
{
    public const string NotBegun = "It has not begun yet. Please say afterwards who was there.";

    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, bool attended, JsonObject record, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Gathering, cancellation) is not { } open)
            return Submission.AlreadyDone;
        var (passage, step) = open;
        if (attended && passage.Event.Gatherings.Exists(one => one.GatheringId == step.Gathering && one.IsAhead(passage.Now)))
            return Submission.Refused(NotBegun);
        var outcome = attended ? "Attended" : "Missed";
        step.Answers = attended ? record.ToJsonString() : "";
        passage.CloseStep(step, StepState.Submitted, outcome);
        var name = passage.NameOf(personId);
        passage.Tell(name, attended ? $"{name} held “{step.Title}” with {passage.Name}." : $"{passage.Name} did not come to “{step.Title}”.");
        var input = new JsonObject { ["outcome"] = outcome, ["answers"] = forms.Find(step.FormId) is { IsSensitive: true } ? new JsonObject() : record.DeepClone() };
        await runtime.ResumeAsync(step.BookmarkId, input, cancellation);
        return Submission.Accepted;
    }
}
