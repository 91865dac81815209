using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gatherings;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>What a passage waits for, as its team would say it.</summary>
static class WaitWords
{
    /// <summary>Of one instance, each once; of days the next.</summary>
    public static IEnumerable<string> In(WorkflowInstance instance, Event of, GatheringLibrary gatherings)
    {
        var next = instance.Bookmarks.Where(bookmark => bookmark.Name == CalendarDay.Day).MinBy(bookmark => bookmark.DueAt);
        return instance.Bookmarks.Where(bookmark => bookmark.Name == Signals.Name || bookmark == next).Select(bookmark => Of(bookmark.Payload?["Signal"]?.ToString(), bookmark.DueAt, of, gatherings)).Distinct(StringComparer.Ordinal);
    }

    /// <param name="signal">What must happen; null where it waits for a day.</param>
    /// <param name="dueAt">When it goes on at the latest.</param>
    /// <param name="gatherings">Their titles.</param>
    public static string Of(string? signal, DateTimeOffset? dueAt, Event of, GatheringLibrary gatherings)
    {
        var on = dueAt is { } due ? DayWords.Say(Zones.DayOf(due, of.TimeZone)) : "";
        var planned = on.Length > 0 ? $" (planned {on})" : "";
        return signal switch
        {
            null => on.Length > 0 ? on : "a day to come",
            SignalNames.CallOpen => "the call to open",
            Signals.SeatOffered => "a seat to become free",
            SignalNames.RolesOpen => "whoever takes a role in the team, to ask them for their agreement",
            _ when SignalNames.StageOf(signal) is { } stage => $"the stage {(EventClock.WindowOf(stage, of) is { } window ? $"“{window.Title}”" : stage)} to open{planned}",
            _ when SignalNames.GatheringOf(signal) is { } id && gatherings.Find(id) is { } gathering => $"“{gatherings.TextOf(gathering, Languages.Fallback).Title}” to be held{planned}",
            _ => $"“{SignalNames.InWords(signal)}”{planned}",
        };
    }
}
