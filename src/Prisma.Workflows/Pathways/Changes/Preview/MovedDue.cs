using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Pathways.Changes.Preview;

/// <summary>When an open step is due after the event moved: as many days later as the event begins later, and five days away at least. Pure, so that it can be shown before anybody is told.</summary>
static class MovedDue
{
    const int ShortestNotice = 5;

    /// <summary>Tight when it could not come as early as the event did.</summary>
    /// <param name="gatherings">Those of the event: one whose time is set keeps it, and so does what is asked about it.</param>
    public static (DateTimeOffset At, bool IsTight) Of(Step step, EventChange change, IEnumerable<EventGathering> gatherings, string zone, DateTimeOffset now)
    {
        if (gatherings.Any(one => one.GatheringId == step.Gathering && one.IsAhead(now)))
            return (step.DueAt, step.IsTight);
        var shift = CountsFromAsking(step) ? 0 : ChangeRules.Shift(change);
        var moved = Zones.DayOf(step.DueAt, zone).AddDays(shift);
        var earliest = Zones.DayOf(now, zone).AddDays(ShortestNotice);
        return moved >= earliest ? (shift == 0 ? step.DueAt : Zones.EndOf(moved, zone), false) : (Zones.EndOf(earliest, zone), shift < 0);
    }

    /// <summary>A signature, a reading, an offered place that others wait for, and a call or a word that no pathway waits for are counted from when they were asked for, and not from the event; what was promised for a day goes with it.</summary>
    static bool CountsFromAsking(Step step) =>
        step.Kind is StepKind.Signature or StepKind.Reading || step.Ladder == Ladder.OfPlaces
        || (step.BookmarkId.Length == 0 && (step.AboutId is not null || step.Ladder != Ladder.OfAPromise));
}
