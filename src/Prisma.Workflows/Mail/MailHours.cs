using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Mail;

/// <summary>The hours in which a mail may arrive unasked: 08:00 to 19:00 where the recipient lives (domain.md §5.3).</summary>
public static class MailHours
{
    const int DaysOfAWeek = 7;

    static readonly TimeOnly From = new(8, 0);
    static readonly TimeOnly Until = new(19, 0);

    /// <summary>Whether what is due then is held until these hours begin where the recipient lives.</summary>
    public static bool IsHeld(string timeZone, DateTimeOffset due, DateTimeOffset now) =>
        due > now && TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, TimeZones.Find(timeZone) ?? TimeZoneInfo.Utc).DateTime) == From;

    /// <summary>The same, and on none of the recipient's rest days.</summary>
    public static DateTimeOffset NextFor(Person person, DateTimeOffset instant)
    {
        var next = NextIn(person.TimeZone, instant);
        for (var days = 0; days < DaysOfAWeek && person.RestDays.Contains(Zones.DayOf(next, person.TimeZone).DayOfWeek); days++)
        {
            next = NextIn(person.TimeZone, Zones.StartOf(Zones.DayOf(next, person.TimeZone).AddDays(1), person.TimeZone));
        }

        return next;
    }

    /// <summary>The first moment at or after <paramref name="instant"/> that lies in these hours; an unknown zone counts as UTC.</summary>
    public static DateTimeOffset NextIn(string timeZone, DateTimeOffset instant)
    {
        var zone = TimeZones.Find(timeZone) ?? TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        var clock = TimeOnly.FromDateTime(local);
        if (clock >= From && clock < Until)
        {
            return instant.ToUniversalTime();
        }

        var day = DateOnly.FromDateTime(local).AddDays(clock < From ? 0 : 1);
        var morning = day.ToDateTime(From);
        while (zone.IsInvalidTime(morning))
        {
            // The clocks leap over this moment; the next one that exists.
            morning = morning.AddMinutes(15);
        }

        return new DateTimeOffset(morning, zone.GetUtcOffset(morning)).ToUniversalTime();
    }
}
