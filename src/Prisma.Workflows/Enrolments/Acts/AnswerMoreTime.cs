using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A facilitator answers a request for more time (domain.md §5.7), never their own; whoever asked hears it by mail.</summary>
public sealed class AnswerMoreTime(PassageCompanion passages)
{
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid facilitatorId, bool yes, CancellationToken cancellation)
    {
        if (await passages.OfStepAsync(stepId, cancellation) is not { } found || !found.Step.IsOpen || found.Step.MoreTimeAskedAt is null)
            return Submission.AlreadyDone;
        var (passage, step) = found;
        if (step.ActorId == facilitatorId)
            return Submission.Refused("You asked for this time yourself. Somebody else of the team answers it.");
        var name = passage.NameOf(facilitatorId);
        var who = AskMoreTime.WhoAsks(passage, step);
        var asked = passage.Enrolment.Steps.FindAll(task => task.IsOpen && AskMoreTime.WaitsIn(task, step));
        if (yes)
        {
            AskMoreTime.Give(passage, step);

            // It ends a rest that came of silence, not one that somebody chose.
            if (passage.Enrolment.PausedUntil is null)
                passage.ComeAlive();
        }
        else if (AskMoreTime.Rests(step))
        {
            LeaveTimeToSend(passage, step);
        }

        step.MoreTimeAskedAt = null;
        step.Revision++;
        foreach (var task in asked)
            passage.CloseStep(task, StepState.Submitted, "Done");
        passage.Owe("E78", passage.PersonOf(step.ActorId), $"time-{step.Revision}", step, new JsonObject { ["answer"] = new JsonObject { ["yes"] = yes } });
        passage.Tell(name, yes ? $"{name} gave {who} more time for “{step.Title}”." : $"{name} could not give {who} more time for “{step.Title}”.");
        return Submission.Accepted;
    }

    /// <summary>The answer may have taken as long as the time that was left.</summary>
    static void LeaveTimeToSend(Passage passage, Step step)
    {
        var zone = passage.ZoneOf(step.ActorId);
        var tomorrow = Zones.EndOf(Zones.DayOf(passage.Now, zone).AddDays(1), zone);
        step.DueAt = step.DueAt < tomorrow ? tomorrow : step.DueAt;
    }
}
