namespace Prisma.Workflows.Events.Clock;

/// <summary>Days and moments as they are written in sentences, the same on every machine.</summary>
public static class DayWords
{
    /// <summary>"6 September 2027".</summary>
    public static string Say(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Monday 6 September 2027": a day by which somebody is to do something.</summary>
    public static string SayInFull(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"6–15 September 2027", with as much of the first day as is needed.</summary>
    public static string Say(DateOnly first, DateOnly last) => (first.Year == last.Year, first.Month == last.Month) switch
    {
        _ when first == last => Say(first),
        (true, true) => $"{first.Day}–{Say(last)}",
        (true, false) => $"{first.ToString("d MMMM", CultureInfo.InvariantCulture)} – {Say(last)}",
        _ => $"{Say(first)} – {Say(last)}",
    };

    /// <summary>"Thursday 27 May 2027, 23:59", on the clocks of the zone.</summary>
    public static string Say(DateTimeOffset instant, string zone) =>
        Zones.Local(instant, zone).ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The zone as its places know it: "Lisbon time", or "UTC".</summary>
    public static string SayZone(string zone) =>
        zone.LastIndexOf('/') is var slash and >= 0 ? $"{zone[(slash + 1)..].Replace('_', ' ')} time" : zone;
}
