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
        due > now && TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, ZoneOf(timeZone)).DateTime) == From;

    /// <summary>The first such moment that is on none of the recipient's rest days; who names all seven is written to all the same.</summary>
    public static DateTimeOffset NextFor(Person person, DateTimeOffset instant)
    {
        var zone = ZoneOf(person.TimeZone);
        var next = NextIn(person.TimeZone, instant);
        for (var days = 0; days < DaysOfAWeek && person.RestDays.Contains(DayOf(next, zone).DayOfWeek); days++)
            next = MorningOf(DayOf(next, zone).AddDays(1), zone);
        return next;
    }

    /// <summary>The first such moment of the recipient's next day; null where what went out before did so on another day than now.</summary>
    public static DateTimeOffset? NextDayFor(Person person, DateTimeOffset before, DateTimeOffset now)
    {
        var zone = ZoneOf(person.TimeZone);
        return DayOf(before, zone) == DayOf(now, zone) ? NextFor(person, MorningOf(DayOf(now, zone).AddDays(1), zone)) : null;
    }

    /// <summary>The first moment at or after <paramref name="instant"/> that lies in these hours; an unknown zone counts as UTC.</summary>
    public static DateTimeOffset NextIn(string timeZone, DateTimeOffset instant)
    {
        var zone = ZoneOf(timeZone);
        var clock = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        return clock >= From && clock < Until ? instant.ToUniversalTime() : MorningOf(DayOf(instant, zone).AddDays(clock < From ? 0 : 1), zone);
    }

    static TimeZoneInfo ZoneOf(string timeZone) => TimeZones.Find(timeZone) ?? TimeZoneInfo.Utc;

    static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>No clock leaps over this hour.</summary>
    static DateTimeOffset MorningOf(DateOnly day, TimeZoneInfo zone)
    {
        var morning = day.ToDateTime(From);
        return new DateTimeOffset(morning, zone.GetUtcOffset(morning)).ToUniversalTime();
    }
}
