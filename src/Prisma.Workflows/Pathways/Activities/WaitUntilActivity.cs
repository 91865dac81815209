using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Goes on at a day that is told relative to the event or to the stage.</summary>
[Activity("Prisma.WaitUntil", Category = "Waiting", DisplayName = "Wait until a day", Description = "Waits for a day such as T-21 or E+2.", Outcomes = ["Reached"])]
public sealed class WaitUntilActivity : Activity
{
    [Input(DisplayName = "Day", Description = "Three weeks before the event: T-21. Two days after it ends: E+2. Five days into the stage: S+5. The next evening: 18:00. That of the day before the last: E-1 18:00. When stage PAR-2 closes: window:PAR-2.close.")]
    public string Until { get; set; } = "";

    [Input(DisplayName = "Before a gathering", Description = "Two days before that gathering instead, once its time is set.", UiHint = "dropdown")]
    public string Gathering { get; set; } = "";

    [Input(DisplayName = "Once it goes", Description = "After the day also until somebody said that the event goes (G4), is ready (G5) or took place; for what is asked or kept only of an event that took place.")]
    public bool OnceItGoes { get; set; }

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        var day = BeforeGathering(passage) ?? Planned(passage, CalendarDay.Named(Until, passage))
            ?? throw new InvalidOperationException($"“{Until}” is no day. Write it like T-21, E+2, S+5, P14D or 18:00.");
        if (day > context.Now)
            Wait(context, day);
        else
            GoOn(context, passage);
    }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        var passage = context.Feature<Passage>();
        if (CalendarDay.StillAhead(BeforeGathering(passage) ?? Planned(passage, CalendarDay.Of(Until, passage, bookmark)), passage, input) is { } day)
        {
            HearNoMore(context);
            Wait(context, day);
        }
        else
        {
            GoOn(context, passage);
        }
    }

    /// <summary>Null where none is named, its time is not set, or it lies behind.</summary>
    DateTimeOffset? BeforeGathering(Passage passage) =>
        passage.Event.Gatherings.Find(one => one.GatheringId == Gathering) is { StartsAt: { } at } && at > passage.Now
            ? EventGathering.RemindedOf(at, passage.Event)
            : null;

    /// <summary>The plan's day; where it lies behind and the gathering's time was taken away, the last day of the stage, until which another time may be set.</summary>
    DateTimeOffset? Planned(Passage passage, DateTimeOffset? day) =>
        day <= passage.Now && passage.Event.Gatherings.Exists(one => one.GatheringId == Gathering && one is { StartsAt: null, Marks: "" })
            ? RelativeDate.Resolve($"window:{passage.Enrolment.StageKey}.close", passage.Event, null, passage.Now) ?? day
            : day;

    /// <summary>The day has come. Where it means nothing before somebody said that the event goes, that is waited for, and once it comes the calendar is looked at again: the event may have other days by then.</summary>
    void GoOn(ActivityContext context, Passage passage)
    {
        if (!OnceItGoes || passage.Event.IsSaidToGo)
        {
            context.Complete("Reached");
            return;
        }

        HearNoMore(context);
        foreach (var word in SignalNames.OfTheDays)
        {
            context.Wait(Signals.Stimulus(new PendingSignal(word, passage.Event.Id, null)));
        }
    }

    static void HearNoMore(ActivityContext context)
    {
        foreach (var bookmark in context.Bookmarks.ToList())
        {
            context.Burn(bookmark);
        }
    }

    void Wait(ActivityContext context, DateTimeOffset day) =>
        context.Wait(new Stimulus(CalendarDay.Day, new JsonObject { ["Day"] = Until }, context.Execution.Id), dueAt: day);
}
