using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;

namespace Prisma.Workflows.Rehearsals;

/// <summary>All that happened in a rehearsal, in order.</summary>
public sealed record RehearsalCalendar(RehearsalRequest Request, DateOnly StartsOn, DateOnly EndsOn, string TimeZone, IReadOnlyList<CalendarLine> Lines)
{
    /// <summary>How many steps people were asked to do.</summary>
    public required int Steps { get; init; }

    /// <summary>Where a whole event was played.</summary>
    public EventReport? Report { get; init; }

    /// <summary>How long the play took on a real clock.</summary>
    public required TimeSpan Took { get; init; }

    public int Mails => Lines.Count(line => line.IsMail);

    public int Days => Lines.Count == 0 ? 0 : Zones.DayOf(Lines[^1].At, TimeZone).DayNumber - Zones.DayOf(Lines[0].At, TimeZone).DayNumber;

    /// <summary>The same words for the same request, byte for byte.</summary>
    public IEnumerable<string> Print() =>
    [
        $"{Title}, {ProfileNames.Of(Request.Profile)} pace, for an invented event from {DayWords.Say(StartsOn)} to {DayWords.Say(EndsOn)} ({TimeZone}).",
        "",
        .. Report?.Print() ?? Lines.Select(line => line.Print(TimeZone)),
        "",
        Sum,
    ];

    /// <summary>How much of it there was, in a sentence.</summary>
    public string Sum => $"{Many(Mails, "mail")}, {Many(Steps, "step")}, {Many(Days, "day")}. Nothing was sent.";

    static string Many(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    string Title => Request.IsWholeEvent
        ? string.Create(CultureInfo.InvariantCulture, $"All pathways with {Request.Participants} applicants, {(Request.Seed is { } seed ? $"seed {seed}" : "everybody as planned")}")
        : Request.Pathway;
}
