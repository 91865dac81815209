using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>
/// Climbs the rungs of one step that are due. After a long silence of the machine one mail goes out, the latest, and effects are made good; but what closes
/// the step waits for as long after the mail that announces it as the ladder has between them.
/// </summary>
public sealed class ClimbLadder(PassageCompanion passages, LadderLibrary ladders, IEnumerable<IStepListener> listeners, IEnumerable<ITeamListener> team, WorkflowRuntime runtime)
{
    /// <summary>The mail that says that there are tasks, once a day for all of them.</summary>
    const string OfTasks = "E68";

    public async Task ExecuteAsync(Guid stepId, CancellationToken cancellation)
    {
        if (await passages.OfStepAsync(stepId, cancellation) is not { } found || found.Step.NextRungAt is not { } next || next > found.Passage.Now)
            return;
        var (passage, step) = found;
        if (Rests(passage, step))
            return;
        if (!step.IsOpen || !passage.Enrolment.IsLive || ladders.Find(step.Ladder) is not { } ladder)
        {
            step.NextRungAt = null;
            return;
        }

        if (passage.Find(step.ActorId) is null)
        {
            await LeaveToOthersAsync(passage, step, cancellation);
            return;
        }

        await ClimbAsync(passage, step, ladder, cancellation);
    }

    /// <summary>Whoever was asked went with their organisation: nobody reminds them, and those who see to the team find somebody else.</summary>
    async Task LeaveToOthersAsync(Passage passage, Step step, CancellationToken cancellation)
    {
        step.NextRungAt = null;
        step.Revision++;
        foreach (var listener in team)
            await listener.HeardAsync(passage.Event, cancellation);
    }

    /// <summary>While the event rests nothing is due, nor from whom our mails do not reach, nor from whom asked for more time or asked a question and has no answer. A pause that a person chose ends on its day; until then nothing is due either.</summary>
    static bool Rests(Passage passage, Step step)
    {
        if (passage.Event.PausedAt is not null || ReachOtherwise.IsAsked(passage, step.ActorId) || AskMoreTime.Rests(step) || passage.OpenStepOf(step.QuestionKey) is not null)
        {
            step.NextRungAt = passage.Now.AddDays(1);
            step.Revision++;
            return true;
        }

        if (passage.Enrolment.PausedUntil is not { } until)
            return false;
        if (until <= passage.Now)
        {
            passage.ComeAlive();
        }
        else
        {
            step.NextRungAt = until;
            step.Revision++;
        }

        return true;
    }

    async Task ClimbAsync(Passage passage, Step step, Ladder ladder, CancellationToken cancellation)
    {
        var zone = passage.ZoneOf(step);
        Rung? mail = null;
        RungEffect ending = RungEffect.None;
        while (ending == RungEffect.None && ladder.NextAt(step.RungsDone, step, zone) is { } at && at <= passage.Now)
        {
            if (ladder.EndsAtDue && step.DueAt <= at)
            {
                ending = RungEffect.Expire;
                break;
            }

            var index = step.RungsDone++;
            var rung = ladder.Rungs[index];
            if (ladder.PassesOver(index, step, zone) || (rung.Effect == RungEffect.Pause && passage.Enrolment.IsOfEvent))
                continue;
            mail = rung.Mail.Length > 0 ? rung : mail;
            ending = Act(passage, step, rung);
            if (at > step.OpenedAt && ladder.Warns(index, step, zone))
                GiveBackLostDays(step, at, MailHours.NextIn(zone, passage.Now), zone);
        }

        step.NextRungAt = ladder.NextAt(step.RungsDone, step, zone);
        step.Revision++;
        if (ending != RungEffect.None)
            await EndAsync(passage, step, ending, cancellation);
        else if (mail is not null)
            Remind(passage, step, mail, ladder.SilenceEndsAt(step, zone));
    }

    /// <summary>A mail that goes out days late leaves the days after it whole: the step is as if it had been asked, and were due, that much later.</summary>
    static void GiveBackLostDays(Step step, DateTimeOffset due, DateTimeOffset goesOut, string zone)
    {
        var lost = Zones.DayOf(goesOut, zone).DayNumber - Zones.DayOf(due, zone).DayNumber;
        if (lost > 0)
            (step.OpenedAt, step.DueAt) = (Zones.AddDays(step.OpenedAt, lost, zone), Zones.AddDays(step.DueAt, lost, zone));
    }

    /// <summary>Does what is not a mail, and answers the effect that ends the step, if it is one.</summary>
    static RungEffect Act(Passage passage, Step step, Rung rung)
    {
        if (rung.Task.Length > 0 && passage.CallerOf(rung.To, step.ActorId) is { } caller)
        {
            passage.OpenTask(rung.TaskOf(step), $"Call, don’t mail: {passage.NameOf(step.ActorId)} and “{step.Title}”", caller, rung.To, "it is open for longer than planned, and mails had no answer", new JsonObject { ["quiet"] = true }, about: step);
            passage.Tell($"“{step.Title}” has been quiet for a while; {caller.Name} is asked to call.");
        }

        if (rung.Effect == RungEffect.Pause && passage.Enrolment.State == EnrolmentState.Active)
        {
            passage.Enrolment.State = EnrolmentState.Paused;
            passage.Enrolment.PausedAt = passage.Now;
            passage.Tell($"{passage.Name} has not been heard from; the passage rests until they come back.");
        }

        return rung.Ends ? rung.Effect : RungEffect.None;
    }

    static void Remind(Passage passage, Step step, Rung rung, DateTimeOffset? closes)
    {
        var to = passage.PersonOf(step.ActorId);
        if (rung.Mail == OfTasks)
        {
            passage.RemindOfTask(to, step);
            return;
        }

        var facts = new JsonObject
        {
            ["pause"] = new JsonObject { ["until"] = "you come back", ["cannot_wait"] = closes is { } end ? $"Without a word from you, “{step.Title}” closes on {MailFacts.Day(end, to)}." : "" },
            ["review"] = new JsonObject { ["due"] = MailFacts.Day(step.DueAt, to), ["waiting"] = 1, ["criteria"] = new JsonArray(), ["round"] = step.Round },
            ["agreement"] = new JsonObject { ["title"] = step.Title, ["expires"] = MailFacts.Day(step.DueAt, to), ["version"] = 1, ["summary"] = new JsonArray(), ["signed_before"] = new JsonArray() },
        };
        if (Invitation(passage, step, to) is { } gathering)
            facts["gathering"] = gathering;
        passage.Owe(rung.Mail, to, $"{rung.Key}-{step.Round}-{step.MoreTimeGiven}", step, facts);
    }

    /// <summary>To which gathering a step invites, and when that is, so that nobody takes the day until which to answer for its own; null for every other step, and once it has begun.</summary>
    static JsonObject? Invitation(Passage passage, Step step, Person to)
    {
        var at = passage.Event.Gatherings.Find(one => one.GatheringId == step.Gathering)?.StartsAt;
        return step is { Kind: StepKind.Form, Gathering.Length: > 0 } && !(at <= passage.Now)
            ? new JsonObject { ["id"] = step.Gathering, ["when"] = at is { } begins ? MailFacts.Moment(begins, to) : "" }
            : null;
    }

    async Task EndAsync(Passage passage, Step step, RungEffect ending, CancellationToken cancellation)
    {
        var outcome = ending switch
        {
            RungEffect.Expire => "Expired",
            RungEffect.NoQuorum => "NoQuorum",
            _ => "Lapsed",
        };
        passage.CloseStep(step, StepState.Lapsed, outcome);
        passage.Tell($"“{step.Title}” was left unanswered and has closed.");
        foreach (var listener in listeners)
            await listener.HearAsync(passage, step, null, cancellation);
        await runtime.ResumeAsync(step.BookmarkId, new JsonObject { ["outcome"] = outcome }, cancellation);
    }
}
