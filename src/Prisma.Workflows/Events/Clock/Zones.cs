namespace Prisma.Workflows.Events.Clock;

/// <summary>Days and hours as they are lived somewhere, turned into instants.</summary>
public static class Zones
{
    static readonly TimeOnly _endOfDay = new(23, 59);

    public static bool IsKnown(string zone) => zone.Length > 0 && TimeZones.Find(zone) is not null;

    /// <summary>The zone by its IANA name; UTC for one this machine does not know.</summary>
    public static TimeZoneInfo Find(string zone) => TimeZones.Find(zone) ?? TimeZoneInfo.Utc;

    public static DateOnly DayOf(DateTimeOffset instant, string zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Find(zone)).DateTime);

    public static DateTimeOffset StartOf(DateOnly day, string zone) => At(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>23:59, when deadlines end.</summary>
    public static DateTimeOffset EndOf(DateOnly day, string zone) => At(day.ToDateTime(_endOfDay), zone);

    /// <summary>A wall-clock time as an instant in UTC: one that the clocks jump over is taken an hour later, one that comes twice is the second.</summary>
    public static DateTimeOffset At(DateTime local, string zone)
    {
        var where = Find(zone);
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (where.IsInvalidTime(wall))
            wall = wall.AddMinutes(30);
        return new DateTimeOffset(wall, where.GetUtcOffset(wall)).ToUniversalTime();
    }

    /// <summary>So many days later by the calendar there, at the same hour.</summary>
    public static DateTimeOffset AddDays(DateTimeOffset at, int days, string zone) => At(Local(at, zone).DateTime.AddDays(days), zone);

    /// <summary>Later by a rest, in days by the calendar there; one that had begun counts.</summary>
    public static DateTimeOffset AddDays(DateTimeOffset at, TimeSpan rested, string zone) => AddDays(at, (int)Math.Ceiling(rested.TotalDays), zone);

    /// <summary>The instant as it is on the clocks there.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant, string zone) => TimeZoneInfo.ConvertTime(instant, Find(zone));
}
