using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Marks where a stage begins; waits for its window where the event keeps to the planned dates.</summary>
[Activity("Prisma.Stage", Category = "Stages", DisplayName = "Stage", Description = "Where a stage begins: its name, its purpose and its window.", Outcomes = ["Done"])]
public sealed class StageActivity : Activity
{
    [Input(DisplayName = "Key", Description = "The stage's short name, such as PAR-1.")]
    public string Key { get; set; } = "";

    [Input(DisplayName = "Title", Description = "How people read it.")]
    public string Title { get; set; } = "";

    [Input(DisplayName = "Aims to", Description = "What this stage is for.", UiHint = "multiline")]
    public string AimsTo { get; set; } = "";

    [Input(DisplayName = "In order to", Description = "What becomes possible through it.", UiHint = "multiline")]
    public string InOrderTo { get; set; } = "";

    [Input(DisplayName = "In a way that", Description = "The quality with which it is held.", UiHint = "multiline")]
    public string InAWayThat { get; set; } = "";

    [Input(DisplayName = "So that", Description = "The larger value it serves.", UiHint = "multiline")]
    public string SoThat { get; set; } = "";

    [Input(DisplayName = "Window", Description = "The stage's first and last day in each pace, in days from the event's first: [-113, -92] is from 113 to 92 days before it. A day may also be written like \"E+2\", two days after the event ends.", UiHint = "json-editor")]
    public JsonObject? Window { get; set; }

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        var opens = OpensAt(passage);
        if (passage.Event.StagesFollowPlan && opens > context.Now && !passage.HasReached(OpenedEarly))
        {
            passage.Tell($"The stage “{Title}” opens on {MailFacts.Day(opens, passage.Person)}.");
            Wait(context, passage, opens);
            return;
        }

        Enter(context, passage);
    }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        var passage = context.Feature<Passage>();
        if (CalendarDay.Woke(input) && CalendarDay.StillAhead(OpensAt(passage), passage, input) is { } opens)
            Wait(context, passage, opens);
        else if (bookmark.DueAt is null)
            Execute(context); // It waited between stages; in the version it may be in now the window is another.
        else
            Enter(context, passage);
    }

    void Wait(ActivityContext context, Passage passage, DateTimeOffset until) =>
        context.Wait(Signals.Stimulus(new PendingSignal(OpenedEarly, passage.Event.Id, null)), dueAt: until);

    string OpenedEarly => $"stage.open:{Key}";

    void Enter(ActivityContext context, Passage passage)
    {
        if (passage.Enrolment.NextVersionId is not null && context.Instance.Id == passage.Enrolment.InstanceId)
        {
            context.Wait(Signals.Stimulus(passage.RaiseForEnrolment(Signals.BetweenStages, passage.Enrolment.Id)));
            return;
        }

        passage.EnterStage(Key, Title, new Purpose(AimsTo, InOrderTo, InAWayThat, SoThat));
        context.Complete();
    }

    /// <summary>A number counts from the event's first day; a day may also be written as T-14, E+2 or S+5.</summary>
    DateTimeOffset OpensAt(Passage passage) => Window?[passage.Event.Profile.ToString().ToLowerInvariant()]?[0]?.ToString() switch
    {
        null => passage.Now,
        var days when int.TryParse(days, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first) => Zones.StartOf(passage.Event.StartsOn.AddDays(first), passage.Event.TimeZone),
        var day => RelativeDate.Resolve(day, passage.Event, passage.Enrolment.StageEnteredAt, passage.Now) ?? passage.Now,
    };
}
