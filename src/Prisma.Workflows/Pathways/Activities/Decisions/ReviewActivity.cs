using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Pathways.Activities.Decisions;

/// <summary>A gate: people of the team read, answer, and the gate's rule decides.</summary>
[Activity("Prisma.Review", Category = "Decisions", DisplayName = "Gate", Description = "Facilitators read and decide by the gate's rule.", Outcomes = [Decision.Consented, Decision.ConsentedWithConditions, Decision.Returned, Decision.Declined, Decision.NoQuorum, Decision.Unresolved])]
public sealed class ReviewActivity : Activity
{
    [Input(DisplayName = "Step", Description = "The step's short name, such as PAR-2.3.")]
    public string Step { get; set; } = "";

    [Input(DisplayName = "Title", Description = "How readers see it.")]
    public string Title { get; set; } = "";

    [Input(DisplayName = "Gate", Description = "Which gate of the list decides.", UiHint = "dropdown")]
    public string Gate { get; set; } = "";

    [Input(DisplayName = "What is read", Description = "The steps whose answers the readers see.", UiHint = "multitext")]
    public List<string> Reads { get; set; } = [];

    [Input(DisplayName = "Due after days", Description = "As in the full pace; an event in another has fewer.")]
    public int DueDays { get; set; } = 14;

    [Input(DisplayName = "Counted from", Description = "The day it was asked, or the day its stage was entered; asked again, always the day it was asked.", UiHint = "dropdown", Options = [CountedFrom.Opening, CountedFrom.Stage])]
    public string CountsFrom { get; set; } = "opening";

    [Input(DisplayName = "Mail", Description = "The mail that asks the readers.", UiHint = "dropdown")]
    public string Mail { get; set; } = "E11";

    [Input(DisplayName = "Reminders", Description = "The ladder of reminders.", UiHint = "dropdown")]
    public string Ladder { get; set; } = "L-review";

    [Output(DisplayName = "Result", Description = "Outcome, mean and sentence.", Unlogged = true)]
    public JsonNode? Result { get; set; }

    public override void Execute(ActivityContext context)
    {
        var book = context.Feature<ReviewBook>();
        var gate = book.Gates.Find(Gate) ?? throw new InvalidOperationException($"There is no gate “{Gate}” in workflows/gates.json.");
        var bookmark = context.Wait(new Stimulus("Prisma.Gate", new JsonObject { [nameof(Gate)] = Gate }, context.Execution.Id));
        if (book.Open(gate, Step, Title, Reads, DueDays, CountsFrom, Mail, Ladder, bookmark.Id) is null)
        {
            context.Feature<Passage>().Tell($"“{Title}” found too few readers in the event's team.");
            context.Burn(bookmark);
            context.Complete(Decision.NoQuorum);
        }
        else if (gate is { IsByConsent: true, WindowHours: > 0 })
        {
            context.WaitUntil(context.Now.AddHours(gate.WindowHours));
        }
    }

    public override void OnCancelled(ActivityContext context) => context.Feature<ReviewBook>().GoOnWithout([.. context.Node.LiteralStrings("step")]);

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        var book = context.Feature<ReviewBook>();
        if (input?["timer"] is not null && book.EndWindow(Step).Length == 0)
            return;
        var outcome = input?["outcome"]?.ToString() ?? book.OutcomeOf(Step);
        var review = book.Conclude(Step, outcome);
        context.SetOutput(nameof(Result), new JsonObject { ["outcome"] = outcome, ["mean"] = review?.Mean, ["sentence"] = review?.Sentence });
        context.Complete(outcome);
    }
}
