using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Rehearsals;

/// <summary>One thing that happened in a rehearsal: a mail, a reminder, or something the event's or the passage's story tells.</summary>
public sealed record CalendarLine(DateTimeOffset At, string Kind, string Text)
{
    public const string Mail = "mail", Reminder = "reminder", Event = "event", Passage = "passage", Problem = "problem";

    public bool IsMail => Kind is Mail or Reminder;

    /// <summary>Date, weekday, time, kind and text, on the clocks of <paramref name="zone"/>.</summary>
    public string Print(string zone) =>
        string.Create(CultureInfo.InvariantCulture, $"{Zones.Local(At, zone):yyyy-MM-dd ddd HH:mm}  {Kind,-8}  {Text}");
}
