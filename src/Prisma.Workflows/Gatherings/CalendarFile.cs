using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Prisma.Workflows.Events;
using Calendar = Ical.Net.Calendar;

namespace Prisma.Workflows.Gatherings;

/// <summary>Gatherings as a file that any calendar takes (RFC 5545); those that an event had still before it when it was cancelled take themselves out of it.</summary>
public static class CalendarFile
{
    public const string MediaType = "text/calendar";

    public static string Write(Event theEvent, IEnumerable<(EventGathering Held, string Title)> gatherings, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = "-//Prisma.Workflows//Gatherings//EN" };
        calendar.Events.AddRange(gatherings.Where(one => one.Held.StartsAt is not null).Select(one => new CalendarEvent
        {
            Uid = $"{one.Held.Id:N}@{theEvent.Slug}",
            Sequence = one.Held.Revision + (IsOff(theEvent, one.Held) ? 1 : 0),
            Status = IsOff(theEvent, one.Held) ? Ical.Net.EventStatus.Cancelled : null,
            DtStamp = At(now),
            Start = At(one.Held.StartsAt!.Value),
            End = At(one.Held.StartsAt.Value.AddMinutes(one.Held.Minutes)),
            Summary = $"{one.Title} – {theEvent.Name}",
            Location = one.Held.Where.Length > 0 ? one.Held.Where : null,
        }));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    static bool IsOff(Event theEvent, EventGathering held) => held.StartsAt >= theEvent.CancelledAt;

    static CalDateTime At(DateTimeOffset instant) => new(instant.UtcDateTime);
}
