using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gatherings;

namespace Prisma.Workflows.Web.Gatherings;

/// <summary>How gatherings are said.</summary>
static class GatheringWords
{
    public static string Of(GuestPlace place) => place switch
    {
        GuestPlace.Coming => "comes",
        GuestPlace.Excused => "can’t come",
        GuestPlace.ToSay => "not said yet",
        GuestPlace.Unsaid => "nobody said whether they were there",
        GuestPlace.WasThere => "was there",
        GuestPlace.Missed => "missed it",
        GuestPlace.CatchingUp => "catches up",
        GuestPlace.CaughtUp => "has caught up",
        _ => "invited",
    };

    public static string When(GatheringView view, string zone) => view.Held.StartsAt is { } at
        ? $"{DayWords.Say(Zones.DayOf(at, zone))}, {Zones.Local(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture)} {DayWords.SayZone(zone)}, {view.Held.Minutes.ToString(CultureInfo.InvariantCulture)} minutes"
        : view.Guests.Any(guest => guest.Place > GuestPlace.ToSay) ? "held; no time was set here"
        : "no time is set yet";

    /// <summary>"3 come, 1 can’t come": each way to stand to it, with how many.</summary>
    public static string Counted(GatheringView view) => view.Guests.Count == 0
        ? "nobody is invited"
        : string.Join(", ", view.Guests.GroupBy(guest => guest.Place).OrderBy(group => group.Key).Select(group => $"{group.Count()} {(group.Key == GuestPlace.Unsaid ? "of whom " : "")}{(group.Count() > 1 ? OfMany(group.Key) : Of(group.Key))}"));

    static string OfMany(GuestPlace place) => place switch
    {
        GuestPlace.Coming => "come",
        GuestPlace.WasThere => "were there",
        GuestPlace.CatchingUp => "catch up",
        GuestPlace.CaughtUp => "have caught up",
        _ => Of(place),
    };

    public static string SuggestedFor(GatheringView view) =>
        $"These also suit its purpose{(view.Expected > 0 ? $", {(view.Expected == 1 ? "one person" : $"{view.Expected.ToString(CultureInfo.InvariantCulture)} people")}" : "")} and {view.Held.Minutes.ToString(CultureInfo.InvariantCulture)} minutes:";
}
