using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>More time: 7·k days once without asking, again with a facilitator's yes (domain.md §5.7), and none for the answer to such a wish; of a place that others wait for, always with one (§13.4).</summary>
public sealed class AskMoreTime(StepGuard guard)
{
    const int Days = 7;

    /// <param name="given">How often more time had been given when the page was opened, so that a form sent twice asks once.</param>
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, StepKind kind, int given, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, kind, cancellation) is not { } open)
            return Submission.AlreadyDone;
        var (passage, step) = open;
        if (step.MoreTimeGiven != given || step.MoreTimeAskedAt is not null || passage.Enrolment.Steps.Exists(one => WaitsIn(step, one)))
            return Submission.AlreadyDone;
        var name = passage.NameOf(personId);
        if (IsFree(step, passage.Event.Profile))
        {
            Give(passage, step);
            passage.ComeAlive();
            passage.Tell(name, $"{name} took more time for “{step.Title}”.");
            return Submission.Accepted;
        }

        step.MoreTimeAskedAt = passage.Now;
        step.Revision++;
        passage.Tell(name, $"{name} asked for more time for “{step.Title}”{(step.MoreTimeGiven > 0 ? " a second time" : "")}.");
        var why = step.MoreTimeGiven > 0 ? $"{name} has taken more time once and asked again" : $"others wait for the place that is kept for {name}, so it was not given without asking";
        if (passage.Event.LeadBeside(personId) is { } lead)
            passage.OpenTask(TaskOf(step), $"More time for {WhoAsks(passage, step)}: {step.Title}?", lead, "lead", why, until: AnswerOn(passage, step, lead.TimeZone), about: step);
        return Submission.Accepted;
    }

    /// <summary>Whether it is given without asking: once, and not where a place from the line is kept for fewer days than would be added.</summary>
    public static bool IsFree(Step step, Profile profile) => step.MoreTimeGiven == 0 && (step.Ladder != Ladder.OfPlaces || (step.DueAt - step.OpenedAt).TotalDays >= DaysMore(profile));

    /// <summary>Whether nobody is reminded until there is an answer; a place that others wait for is kept no longer for it.</summary>
    internal static bool Rests(Step step) => step is { MoreTimeAskedAt: not null, Ladder: not Ladder.OfPlaces };

    /// <summary>The key of the task in which somebody of the team is asked for more time for a step.</summary>
    static string TaskOf(Step step) => $"{step.Key}.time";

    /// <summary>Whose passage it is, or whoever of the team does the step.</summary>
    internal static string WhoAsks(Passage passage, Step step) => passage.PersonOf(step.ActorId) is var asker && passage.NotThemselves(asker) ? asker.Name : passage.Name;

    /// <summary>Whether somebody waits for the answer in that task.</summary>
    internal static bool WaitsIn(Step task, Step step) => step is { IsOpen: true, MoreTimeAskedAt: not null } && task.AboutId == step.Id && task.Key == TaskOf(step);

    /// <summary>Moves the due date on, to the end of a day where they live, and starts the ladder again from there.</summary>
    internal static void Give(Passage passage, Step step)
    {
        var (from, zone) = (step.DueAt > passage.Now ? step.DueAt : passage.Now, passage.ZoneOf(step.ActorId));
        step.MoreTimeGiven++;
        step.MoreTimeAskedAt = null;
        passage.Redate(step, Zones.EndOf(Zones.DayOf(from, zone).AddDays(DaysMore(passage.Event.Profile)), zone));
    }

    /// <summary>Within a week, and before the step is due: after that a yes may come too late.</summary>
    static DateOnly AnswerOn(Passage passage, Step step, string zone)
    {
        var (inAWeek, lastWhole) = (Zones.DayOf(passage.Now, zone).AddDays(7), Zones.DayOf(step.DueAt.AddMinutes(1), zone).AddDays(-1));
        return lastWhole < inAWeek ? lastWhole : inAWeek;
    }

    static int DaysMore(Profile profile) => EventClock.Scale(Days, profile);
}
