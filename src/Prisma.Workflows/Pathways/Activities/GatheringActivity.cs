using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>People meet; the host records that they did.</summary>
[Activity("Prisma.Gathering", Category = "Steps people do", DisplayName = "Gathering", Description = "People meet, and the host records who came.", Outcomes = ["Attended", "CaughtUp", "Missed"])]
public sealed class GatheringActivity : Activity
{
    [Input(DisplayName = "Step", Description = "The step's short name.")]
    public string Step { get; set; } = "";

    [Input(DisplayName = "Title", Description = "How people read it.")]
    public string Title { get; set; } = "";

    [Input(DisplayName = "Gathering", Description = "Which gathering of the catalogue.", UiHint = "dropdown")]
    public string Gathering { get; set; } = "";

    [Input(DisplayName = "Host", Description = "Who holds and records it.", UiHint = "dropdown", Options = [Actors.Interviewer, Actors.Facilitator, Actors.Lead, Actors.HubLead, Actors.HubSecond, Actors.TechHolder, Actors.NetworkRep, Actors.PracticeSteward, Actors.PartnerContact, Actors.Enrolment, Actors.Potential, Actors.Enacting, Actors.Evaluating, Actors.Infrastructuring, Actors.Steward, Actors.StewardDelegate, Actors.Scribe, Actors.Admin])]
    public string Host { get; set; } = "interviewer";

    [Input(DisplayName = "Record", Description = "The form the host fills in.", UiHint = "dropdown")]
    public string Form { get; set; } = "";

    [Input(DisplayName = "Due after days", Description = "As in the full pace; an event in another has fewer.")]
    public int DueDays { get; set; } = 10;

    [Input(DisplayName = "Counted from", Description = "The day it was asked, or the day its stage was entered; asked again, always the day it was asked.", UiHint = "dropdown", Options = [CountedFrom.Opening, CountedFrom.Stage])]
    public string CountsFrom { get; set; } = "opening";

    [Input(DisplayName = "Latest useful day", Description = "The last day on which it is of use: it is due by then, even if its days would let it be later; empty for none. Three weeks before the event: T-21.")]
    public string Floor { get; set; } = "";

    [Input(DisplayName = "Mail", Description = "The mail that asks the host.", UiHint = "dropdown")]
    public string Mail { get; set; } = "E68";

    [Output(DisplayName = "Record", Description = "What the host wrote down.", Unlogged = true)]
    public JsonNode? Record { get; set; }

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        var host = passage.Needed(Host, $"“{Title}” needs a host ({Host})");
        var bookmark = context.Wait(new Stimulus("Prisma.Step", new JsonObject { [nameof(Step)] = Step }, context.Execution.Id));
        passage.OpenStep(new StepOpening(Step, StepKind.Gathering, Title, host, Host)
        {
            Gathering = Gathering,
            FormId = Form,
            DueDays = DueDays,
            CountsFrom = CountsFrom,
            Floor = Floor,
            Mail = Mail,
            BookmarkId = bookmark.Id,
            Facts = Facts.ForHost(passage, host, Gathering),
        });
    }

    public override void OnCancelled(ActivityContext context) => context.TryFeature<Passage>()?.Skip(context.Node.LiteralStrings("step"));

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        context.SetOutput(nameof(Record), input?["answers"]?.DeepClone());
        context.Complete(input?["outcome"]?.ToString() ?? "Missed");
    }
}
