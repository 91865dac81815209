using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Events.Planning;

/// <summary>One way out when a call is late: a profile, whether it still fits the event's first day, and from which first day on it would.</summary>
public sealed record CallOption(Profile Profile, int Days, bool Fits, DateOnly EarliestFirstDay)
{
    public static IReadOnlyList<CallOption> All(Event of, DateTimeOffset now)
    {
        var today = Zones.DayOf(now, of.TimeZone);
        return [.. Enum.GetValues<Profile>().Select(profile =>
        {
            var days = EventClock.CallLeadDays(profile);
            return new CallOption(profile, days, today.AddDays(days) <= of.StartsOn, today.AddDays(days));
        })];
    }
}
