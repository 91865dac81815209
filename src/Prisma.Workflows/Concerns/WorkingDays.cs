using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Concerns;

/// <summary>Until when those who look into a concern meet (domain.md §12.6).</summary>
static class WorkingDays
{
    public static DateTimeOffset MeetBy(Event theEvent, DateTimeOffset now)
    {
        var day = Zones.DayOf(now, theEvent.TimeZone);
        if (day < theEvent.StartsOn || day > theEvent.EndsOn)
            day = Next(Next(day));
        return Zones.EndOf(day, theEvent.TimeZone);
    }

    static DateOnly Next(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        return day;
    }
}
