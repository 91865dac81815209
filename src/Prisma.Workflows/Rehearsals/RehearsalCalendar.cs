using System.Globalization;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Rehearsals;

/// <summary>All that happened in a rehearsal, in order.</summary>
public sealed record RehearsalCalendar(RehearsalRequest Request, DateOnly StartsOn, DateOnly EndsOn, string TimeZone, IReadOnlyList<CalendarLine> Lines)
{
    /// <summary>How many steps people were asked to do.</summary>
    public required int Steps { get; init; }

    /// <summary>How long the play took on a real clock.</summary>
    public required TimeSpan Took { get; init; }

    public int Mails => Lines.Count(line => line.IsMail);

    public int Days => Lines.Count == 0 ? 0 : Zones.DayOf(Lines[^1].At, TimeZone).DayNumber - Zones.DayOf(Lines[0].At, TimeZone).DayNumber;

    public IEnumerable<string> Print()
    {
        yield return $"{Request.Pathway}, {ProfileWord(Request.Profile)} pace, for an invented event from {DayWords.Say(StartsOn)} to {DayWords.Say(EndsOn)} ({TimeZone}).";
        yield return "";
        foreach (var line in Lines)
        {
            yield return line.Print(TimeZone);
        }

        yield return "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Mails} mails, {Steps} steps, {Days} days, played in {Took.TotalSeconds:0.00} s. Nothing was sent.");
    }

    static string ProfileWord(Profile profile) => profile.ToString().ToLowerInvariant();
}
