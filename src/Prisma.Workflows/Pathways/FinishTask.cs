using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways;

/// <summary>Somebody of the team says that a task is done, or that it is blocked and why.</summary>
public sealed class FinishTask(PrismaDbContext db, StepGuard guard, ReadStep steps, IBeforeConsent before, WorkflowRuntime runtime)
{
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, bool blocked, string note, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Task, cancellation) is not { } open)
            return Submission.AlreadyDone;
        if (blocked && note.Trim().Length == 0)
            return Submission.Refused("Please say in a sentence what stands in the way.");
        var (passage, step) = open;
        if (await steps.AskedAsync(step, passage.Enrolment, cancellation) is not null)
            return Submission.Refused("Please answer what was asked. Whoever asked hears of it then, and with it this is done.");
        note = note.Trim();
        if (!blocked && await WhyNotYetAsync(passage, step, note, cancellation) is { Length: > 0 } whyNot)
            return Submission.Refused(whyNot);
        var outcome = blocked ? Step.Blocked : "Done";
        step.Answers = new JsonObject { ["note"] = note }.ToJsonString();
        passage.CloseStep(step, StepState.Submitted, outcome);
        var name = passage.NameOf(personId);
        passage.Tell(name, blocked ? $"{name} says that “{step.Title}” is blocked." : $"{name} did “{step.Title}”.");
        ReachOtherwise.Heard(passage, step);
        if (step.BookmarkId.Length > 0)
            await runtime.ResumeAsync(step.BookmarkId, new JsonObject { ["outcome"] = outcome, ["note"] = note }, cancellation);
        return Submission.Accepted;
    }

    /// <summary>What needs a reason is not done without one, and a steward call adopts nothing whose gate still misses something.</summary>
    async Task<string> WhyNotYetAsync(Passage passage, Step task, string note, CancellationToken cancellation)
    {
        if (note.Length < TaskSheet.ShortestReason && await steps.SheetOfAsync(task, passage.Enrolment, cancellation) is { NeedsReason: true })
            return $"Please write down why, in {TaskSheet.ShortestReason} characters or more: the reason is kept, so that whoever wonders later can read it.";
        return await db.Reviews.FirstOrDefaultAsync(review => review.Id == task.ReviewId, cancellation) is { } review
            ? await before.WhyNotYetAsync(passage, review, cancellation)
            : "";
    }
}
