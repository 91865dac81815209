using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Pathways;

/// <summary>A wait for a day of the event's calendar: the day moves with the event, and none comes while the event rests.</summary>
static class CalendarDay
{
    const string HasMoved = "moved";

    /// <summary>The stimulus of a wait for nothing but a day.</summary>
    public const string Day = "Prisma.Day";

    /// <summary>The names of stimuli that stand for such a wait.</summary>
    public static readonly IReadOnlyList<string> Waits = [Day, Signals.Name];

    /// <summary>Wakes such a wait only to look at the calendar again.</summary>
    public static JsonObject Moved => new() { [HasMoved] = true };

    /// <summary>Whether the calendar woke the wait, rather than what it waits for.</summary>
    public static bool Woke(JsonObject? input) => input?["timer"] is not null || input?[HasMoved] is not null;

    /// <summary>The day as the event's calendar has it now; null where the text names none.</summary>
    public static DateTimeOffset? Named(string text, Passage passage) => RelativeDate.Resolve(text, passage.Event, passage.Enrolment.StageEnteredAt ?? passage.Now, passage.Now);

    /// <summary>The same for a wait that began before: a span such as P14D, or the next evening, was counted from then.</summary>
    public static DateTimeOffset? Of(string text, Passage passage, Bookmark bookmark) => RelativeDate.IsFromNow(text) ? bookmark.DueAt : Named(text, passage);

    /// <summary>Until when to go on waiting after the calendar woke it; null when the day has come.</summary>
    public static DateTimeOffset? StillAhead(DateTimeOffset? day, Passage passage, JsonObject? input) =>
        input?["timer"] is not null && passage.Event.PausedAt is not null ? passage.Now.AddDays(1)
        : day > passage.Now ? day
        : null;
}
