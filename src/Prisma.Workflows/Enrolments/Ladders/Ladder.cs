using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>What happens, rung by rung, while nothing happens (domain.md §5.7).</summary>
public sealed record Ladder(string Id, LadderStart From, IReadOnlyList<Rung> Rungs)
{
    /// <summary>The ladder of what people are asked to answer: after weeks without a word it closes.</summary>
    public const string OfForms = "L-form";

    /// <summary>The ladder of a task that was promised for a day.</summary>
    public const string OfAPromise = "L-promise";

    /// <summary>The ladder of an offered place.</summary>
    public const string OfPlaces = "L-rsvp";

    /// <summary>The ladder of a question that each evening asks anew.</summary>
    public const string OfAnEvening = "L-evening";

    /// <summary>When a step that may expire does so before its ladder has come to the rung that says it.</summary>
    public bool EndsAtDue => Rungs.Any(rung => rung.Effect == RungEffect.Expire);

    /// <summary>Whether a rung closes the step when nobody answers.</summary>
    public bool EndsInSilence => Rungs.Any(rung => rung.Ends);

    /// <summary>When silence closes a step; null where it stays open.</summary>
    public DateTimeOffset? SilenceEndsAt(Step step, string zone) => Enumerable.Range(0, Rungs.Count).Where(index => index >= step.RungsDone && Rungs[index].Ends).Select(index => RungAt(index, step, zone)).FirstOrDefault();

    /// <summary>Whether the mail of that rung is the last one before silence closes the step. What ends on the very day it is about ends by its date, not by silence.</summary>
    public bool Warns(int index, Step step, string zone)
    {
        if (Rungs[index].Mail.Length == 0)
            return false;
        var next = index + 1;
        while (next < Rungs.Count && (PassesOver(next, step, zone) || (Rungs[next].Mail.Length == 0 && !Rungs[next].Ends)))
            next++;
        return next < Rungs.Count && ((EndsAtDue && step.DueAt < RungAt(next, step, zone)) || (Rungs[next].Ends && (From == LadderStart.Request || Rungs[next].Days > 0)));
    }

    /// <summary>Whether that rung is left out: the step is not open for long enough, or the reminder would come on the day of the mail that asks.</summary>
    public bool PassesOver(int index, Step step, string zone) =>
        Rungs[index].IsPassedOver(step)
        || (From == LadderStart.Due && Rungs[index].Mail.Length > 0 && RungAt(index, step, zone) is { } at && Zones.DayOf(at, zone) <= Zones.DayOf(MailHours.NextIn(zone, step.OpenedAt), zone));

    /// <summary>When something is due next: a rung, or the end of a step that expires sooner.</summary>
    public DateTimeOffset? NextAt(int index, Step step, string zone)
    {
        var rung = RungAt(index, step, zone);
        return EndsAtDue && rung is not null && step.DueAt < rung ? step.DueAt : rung;
    }

    /// <summary>When the rung is due for a step, counted in days of the actor's own calendar, at its hour there.</summary>
    public DateTimeOffset? RungAt(int index, Step step, string zone)
    {
        if (index >= Rungs.Count)
            return null;
        var rung = Rungs[index];
        var from = Zones.DayOf(From == LadderStart.Due ? step.DueAt : step.OpenedAt, zone);
        return Zones.At(from.AddDays(rung.Days).ToDateTime(rung.Time), zone);
    }
}
