using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Asks one person to answer a form.</summary>
[Activity("Prisma.Form", Category = "Steps people do", DisplayName = "Form", Description = "Asks somebody to answer a form, with a mail, a due date and gentle reminders.", Outcomes = [Submitted, MoreTime, Withdrawn, Lapsed])]
public sealed class FormActivity : Activity
{
    public const string Submitted = "Submitted", MoreTime = "MoreTime", Withdrawn = "Withdrawn", Lapsed = "Lapsed";

    [Input(DisplayName = "Step", Description = "The step's short name, such as PAR-1.2.")]
    public string Step { get; set; } = "";

    [Input(DisplayName = "Title", Description = "How people read it.")]
    public string Title { get; set; } = "";

    [Input(DisplayName = "Form", Description = "Which form is asked.", UiHint = "dropdown")]
    public string Form { get; set; } = "";

    [Input(DisplayName = "Who", Description = "Who answers: the stakeholder, or a part of the organisation or of the event's team.", UiHint = "dropdown", Options = [Actors.Stakeholder, Actors.Interviewer, Actors.Facilitator, Actors.Lead, Actors.HubLead, Actors.HubSecond, Actors.TechHolder, Actors.NetworkRep, Actors.PracticeSteward, Actors.PartnerContact, Actors.Enrolment, Actors.Potential, Actors.Enacting, Actors.Evaluating, Actors.Infrastructuring, Actors.Steward, Actors.StewardDelegate, Actors.Scribe, Actors.Admin])]
    public string Actor { get; set; } = "stakeholder";

    [Input(DisplayName = "Due after days", Description = "As in the full pace; an event in another has fewer.")]
    public int DueDays { get; set; } = 14;

    [Input(DisplayName = "Counted from", Description = "The day it was asked, or the day its stage was entered; asked again, always the day it was asked.", UiHint = "dropdown", Options = [CountedFrom.Opening, CountedFrom.Stage])]
    public string CountsFrom { get; set; } = "opening";

    [Input(DisplayName = "At least days", Description = "Nobody gets less than this.")]
    public int MinDays { get; set; } = 3;

    [Input(DisplayName = "Latest useful day", Description = "The last day on which an answer is of use: it is due by then, even if its days would let it be later; empty for none. Four weeks before the event: T-28. The last day of the call: call-close.")]
    public string Floor { get; set; } = "";

    [Input(DisplayName = "Mail", Description = "The mail that opens it.", UiHint = "dropdown")]
    public string Mail { get; set; } = "";

    [Input(DisplayName = "Mail after days", Description = "How many days after the step opened the mail comes, so that what opens together is not told of at once; the step stands on their page from the beginning.")]
    public int MailDays { get; set; }

    [Input(DisplayName = "Reminders", Description = "The ladder of reminders.", UiHint = "dropdown")]
    public string Ladder { get; set; } = "";

    [Input(DisplayName = "Why now", Description = "What led to it, as half a sentence after “because”: for the mail and for the page of the step.")]
    public string WhyNow { get; set; } = "";

    [Input(DisplayName = "More for the mail", Description = "Facts the mail may name beside the usual ones, as an object.", UiHint = "json-editor", Unlogged = true)]
    public JsonObject? Details { get; set; }

    [Output(DisplayName = "Answers", Description = "What was answered.", Unlogged = true)]
    public JsonNode? Answers { get; set; }

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        var actor = passage.Needed(Actor, $"“{Title}” is for the {Actor}");
        var bookmark = context.Wait(new Stimulus("Prisma.Step", new JsonObject { [nameof(Step)] = Step }, context.Execution.Id));
        var opening = new StepOpening(Step, StepKind.Form, Title, actor, Actor)
        {
            FormId = Form,
            DueDays = DueDays,
            CountsFrom = CountsFrom,
            MinDays = MinDays,
            Floor = Floor,
            Mail = Mail,
            MailDays = MailDays,
            Ladder = Ladder,
            WhyNow = WhyNow,
            BookmarkId = bookmark.Id,
        };
        var facts = Facts.For(context, actor, passage.DueFor(opening).At);
        MailFacts.Merge(facts, Details);
        passage.OpenStep(opening with { Facts = facts, Gathering = Facts.Meet(passage, actor, facts) });
    }

    public override void OnCancelled(ActivityContext context) => context.TryFeature<Passage>()?.Skip(context.Node.LiteralStrings("step"));

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        context.SetOutput(nameof(Answers), input?["answers"]?.DeepClone());
        context.Complete(input?["outcome"]?.ToString() ?? Submitted);
    }
}
