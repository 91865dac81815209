using System.Globalization;
using System.Text;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Gatherings;

/// <summary>Gatherings as a file that any calendar takes (RFC 5545).</summary>
public static class CalendarFile
{
    public const string MediaType = "text/calendar";

    const int LongestLine = 75;

    public static string Write(Event theEvent, IEnumerable<(EventGathering Held, string Title)> gatherings, DateTimeOffset now)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Prisma.Workflows//Gatherings//EN");
        foreach (var (held, title) in gatherings.Where(one => one.Held.StartsAt is not null))
        {
            var starts = held.StartsAt!.Value;
            Line(file, "BEGIN:VEVENT");
            Line(file, $"UID:{held.Id:N}@{theEvent.Slug}");
            Line(file, $"SEQUENCE:{held.Revision.ToString(CultureInfo.InvariantCulture)}");
            Line(file, $"DTSTAMP:{Utc(now)}");
            Line(file, $"DTSTART:{Utc(starts)}");
            Line(file, $"DTEND:{Utc(starts.AddMinutes(held.Minutes))}");
            Line(file, $"SUMMARY:{Escape($"{title} – {theEvent.Name}")}");
            if (held.Where.Length > 0)
            {
                Line(file, $"LOCATION:{Escape(held.Where)}");
            }

            Line(file, "END:VEVENT");
        }

        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>No line is longer than 75 octets; what goes on begins with a space.</summary>
    static void Line(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
