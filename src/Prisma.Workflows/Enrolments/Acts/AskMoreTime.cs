using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>More time: 7·k days once without asking, again with a facilitator's yes (domain.md §5.7).</summary>
public sealed class AskMoreTime(StepGuard guard)
{
    const int Days = 7;

    /// <param name="stepId">What needs more time.</param>
    /// <param name="personId">Who asks.</param>
    /// <param name="given">How often more time had been given when the page was opened, so that a form sent twice asks once.</param>
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, StepKind kind, int given, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, kind, cancellation) is not { } open)
            return Submission.AlreadyDone;
        var (passage, step) = open;
        if (step.MoreTimeGiven != given || step.MoreTimeAskedAt is not null)
            return Submission.AlreadyDone;
        var name = passage.NameOf(personId);
        if (step.MoreTimeGiven == 0)
        {
            Give(passage, step);
            passage.Tell(name, $"{name} took more time for “{step.Title}”.");
            return Submission.Accepted;
        }

        step.MoreTimeAskedAt = passage.Now;
        step.Revision++;
        passage.Tell(name, $"{name} asked for more time for “{step.Title}” a second time.");
        if (passage.LeadBeside(personId) is { } lead)
            passage.OpenTask($"{step.Key}.time", $"More time for {passage.Name}: {step.Title}?", lead, "lead", $"{name} has taken more time once and asked again");
        return Submission.Accepted;
    }

    /// <summary>Moves the due date on and starts the ladder again from there.</summary>
    internal static void Give(Passage passage, Step step)
    {
        var span = TimeSpan.FromDays(EventClock.Scale(Days, passage.Event.Profile));
        var from = step.DueAt > passage.Now ? step.DueAt : passage.Now;
        step.MoreTimeGiven++;
        step.MoreTimeAskedAt = null;
        passage.Redate(step, from + span);
        passage.ComeAlive();
    }
}
