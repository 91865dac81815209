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

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        var day = BeforeGathering(passage) ?? Planned(passage, CalendarDay.Named(Until, passage))
            ?? throw new InvalidOperationException($"“{Until}” is no day. Write it like T-21, E+2, S+5, P14D or 18:00.");
        if (day <= context.Now)
        {
            context.Complete("Reached");
            return;
        }

        Wait(context, day);
    }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        var passage = context.Feature<Passage>();
        if (CalendarDay.StillAhead(BeforeGathering(passage) ?? Planned(passage, CalendarDay.Of(Until, passage, bookmark)), passage, input) is { } day)
            Wait(context, day);
        else
            context.Complete("Reached");
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

    void Wait(ActivityContext context, DateTimeOffset day) =>
        context.Wait(new Stimulus(CalendarDay.Day, new JsonObject { ["Day"] = Until }, context.Execution.Id), dueAt: day);
}
