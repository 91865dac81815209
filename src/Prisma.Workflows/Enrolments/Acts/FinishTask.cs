using System.Text.Json.Nodes;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>Somebody of the team says that a task is done, or that it is blocked and why.</summary>
public sealed class FinishTask(StepGuard guard, WorkflowRuntime runtime)
{
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, bool blocked, string note, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Task, cancellation) is not { } open)
        {
            return Submission.AlreadyDone;
        }

        if (blocked && note.Trim().Length == 0)
        {
            return Submission.Refused("Please say in a sentence what stands in the way.");
        }

        var (passage, step) = open;
        var outcome = blocked ? "Blocked" : "Done";
        step.Answers = new JsonObject { ["note"] = note.Trim() }.ToJsonString();
        passage.CloseStep(step, StepState.Submitted, outcome);
        var name = passage.NameOf(personId);
        passage.Tell(name, blocked ? $"{name} says that “{step.Title}” is blocked." : $"{name} did “{step.Title}”.");
        if (step.BookmarkId.Length > 0)
        {
            await runtime.ResumeAsync(step.BookmarkId, new JsonObject { ["outcome"] = outcome, ["note"] = note.Trim() }, cancellation);
        }

        return Submission.Accepted;
    }
}
