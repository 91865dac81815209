using System.Text.RegularExpressions;
using System.Xml;

namespace Prisma.Workflows.Events.Clock;

/// <summary>
/// Dates as pathways write them: "T-21", "E+2", "S+5" (days of the tables since the stage was entered), "P14D" (from now),
/// "18:00" (the next such hour), "E-1 18:00" (that hour of a day), "call-close", "window:PAR-2.close+14", or a day such as "2027-06-19".
/// </summary>
public static partial class RelativeDate
{
    /// <summary>As far as an anchor and its days go, so that no sum of them leaves the calendar.</summary>
    public const int FirstYear = 2000, LastYear = 2999, MostDays = 9999;

    /// <summary>Whether the text is such a date at all; definitions are refused otherwise.</summary>
    public static bool IsWritten(string text) =>
        IsFromNow(text) || (Form().Match(text.Trim()) is { Success: true } match && match.Groups["anchor"].Value is var anchor
            && (match.Groups["stage"].Success ? StageTable.Find(match.Groups["stage"].Value) is not null : !char.IsAsciiDigit(anchor[0]) || Known(anchor) is not null));

    /// <summary>Whether it is counted from the moment in which it is asked: a span, or the next such hour.</summary>
    public static bool IsFromNow(string text) => IsSpan(text) || HourOf(text) is not null;

    /// <summary>The instant meant. A day begins at 00:00 of the event's time zone; a closing ends at 23:59. Null when it is not known yet, or not a date.</summary>
    public static DateTimeOffset? Resolve(string text, Event of, DateTimeOffset? stageEnteredAt, DateTimeOffset now)
    {
        if (IsSpan(text))
            return now + XmlConvert.ToTimeSpan(text.Trim());
        if (HourOf(text) is { } hour)
            return NextAt(hour, of.TimeZone, now);
        return DayOf(text, of, stageEnteredAt) is not { } day ? null
            : HourOf(Form().Match(text.Trim()).Groups["hour"].Value) is { } at ? Zones.At(day.ToDateTime(at), of.TimeZone)
            : text.Contains("close", StringComparison.Ordinal) ? Zones.EndOf(day, of.TimeZone)
            : Zones.StartOf(day, of.TimeZone);
    }

    /// <summary>The day meant, in the event's time zone; null when it is not known yet, or not a day.</summary>
    public static DateOnly? DayOf(string text, Event of, DateTimeOffset? stageEnteredAt = null)
    {
        var match = Form().Match(text.Trim());
        if (!match.Success)
            return null;
        var days = match.Groups["days"].Success ? int.Parse(match.Groups["days"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return match.Groups["anchor"].Value switch
        {
            "T" => of.StartsOn.AddDays(days),
            "E" => of.EndsOn.AddDays(days),
            "S" => stageEnteredAt is { } entered ? Zones.DayOf(entered, of.TimeZone).AddDays(EventClock.Scale(days, of.Profile)) : null,
            "call-close" => of.CallClosesOn?.AddDays(days),
            var day when char.IsAsciiDigit(day[0]) => Known(day)?.AddDays(days),
            _ => EventClock.WindowOf(match.Groups["stage"].Value, of) is { } window
                ? (match.Groups["edge"].Value == "open" ? window.OpensOn : window.ClosesOn).AddDays(days)
                : null,
        };
    }

    static DateOnly? Known(string day) => WrittenDay.Read(day) is { Year: >= FirstYear and <= LastYear } known ? known : null;

    static TimeOnly? HourOf(string text) => TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : null;

    static DateTimeOffset NextAt(TimeOnly hour, string zone, DateTimeOffset now)
    {
        var today = Zones.DayOf(now, zone);
        var at = Zones.At(today.ToDateTime(hour), zone);
        return at > now ? at : Zones.At(today.AddDays(1).ToDateTime(hour), zone);
    }

    static bool IsSpan(string text)
    {
        if (!text.AsSpan().Trim().StartsWith("P", StringComparison.Ordinal))
            return false;
        try
        {
            return XmlConvert.ToTimeSpan(text.Trim()) is { TotalDays: >= 0 and <= MostDays };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return false;
        }
    }

    [GeneratedRegex(
        @"^(?<anchor>T|E|S|call-close|\d{4}-\d{2}-\d{2}|window:(?<stage>[A-Z]+-\d+)\.(?<edge>open|close))(?<days>[+-]\d{1,4})?( (?<hour>([01]\d|2[0-3]):[0-5]\d))?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Form();
}
