using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Asks somebody to do something outside the product and say so.</summary>
[Activity("Prisma.Task", Category = "Steps people do", DisplayName = "Task", Description = "Somebody does something and says when it is done.", Outcomes = [Done, Blocked, Received])]
public sealed class TaskActivity : Activity
{
    internal const string Done = "Done", Blocked = "Blocked", Received = "Received";

    [Input(DisplayName = "Step", Description = "The step's short name.")]
    public string Step { get; set; } = "";

    [Input(DisplayName = "Title", Description = "What is to be done.")]
    public string Title { get; set; } = "";

    [Input(DisplayName = "Who", Description = "Who does it.", UiHint = "dropdown", Options = [Actors.Stakeholder, Actors.Interviewer, Actors.Facilitator, Actors.Lead, Actors.HubLead, Actors.HubSecond, Actors.TechHolder, Actors.NetworkRep, Actors.PracticeSteward, Actors.PartnerContact, Actors.Enrolment, Actors.Potential, Actors.Enacting, Actors.Evaluating, Actors.Infrastructuring, Actors.Steward, Actors.StewardDelegate, Actors.Scribe, Actors.Admin])]
    public string Actor { get; set; } = "lead";

    [Input(DisplayName = "Checklist", Description = "Points to look at.", UiHint = "multitext")]
    public List<string> Checklist { get; set; } = [];

    [Input(DisplayName = "Needs a reason", Description = "That it is done is said with a reason, which is kept.")]
    public bool NeedsReason { get; set; }

    [Input(DisplayName = "Gate", Description = "For a steward call: the gate whose rounds left an objection open. Done adopts it, with a reason, once what the gate needs is in place.", UiHint = "dropdown")]
    public string Gate { get; set; } = "";

    [Input(DisplayName = "Due after days", Description = "As in the full pace; an event in another has fewer.")]
    public int DueDays { get; set; } = 7;

    [Input(DisplayName = "Counted from", Description = "The day it was asked, or the day its stage was entered; asked again, always the day it was asked.", UiHint = "dropdown", Options = [CountedFrom.Opening, CountedFrom.Stage])]
    public string CountsFrom { get; set; } = "opening";

    [Input(DisplayName = "At least days", Description = "Nobody gets less than this.")]
    public int MinDays { get; set; } = 3;

    [Input(DisplayName = "Latest useful day", Description = "The last day on which it is of use: it is due by then, even if its days would let it be later; empty for none. Two weeks before the event: T-14.")]
    public string Floor { get; set; } = "";

    [Input(DisplayName = "Mail", Description = "The mail that asks for it.", UiHint = "dropdown")]
    public string Mail { get; set; } = "E68";

    [Input(DisplayName = "Reminders", Description = "The ladder of reminders.", UiHint = "dropdown")]
    public string Ladder { get; set; } = "";

    [Input(DisplayName = "Why now", Description = "What led to it, as half a sentence after “because”: for the mail and for the page of the step.")]
    public string WhyNow { get; set; } = "";

    [Input(DisplayName = "Not asked any more since", Description = "Signals of the event. Once it has reached all of them nobody is asked, and it goes on as “it has happened”.", UiHint = "multitext")]
    public List<string> Signals { get; set; } = [];

    /// <summary>Only what falls away with a signal goes on by one.</summary>
    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) => node.LiteralStrings("signals").Any() ? [Done, Blocked, Received] : [Done, Blocked];

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        if (IsNoLongerAsked(passage))
        {
            context.Complete(Received);
            return;
        }

        WaitForSignals(context, passage);
        var actor = passage.Needed(Actor, $"“{Title}” is for the {Actor}");
        var bookmark = context.Wait(new Stimulus("Prisma.Step", new JsonObject { [nameof(Step)] = Step }, context.Execution.Id));
        passage.OpenStep(new StepOpening(Step, StepKind.Task, Title, actor, Actor)
        {
            DueDays = DueDays,
            CountsFrom = CountsFrom,
            MinDays = MinDays,
            Floor = Floor,
            Mail = Mail,
            Ladder = Ladder,
            WhyNow = WhyNow,
            BookmarkId = bookmark.Id,
            ReviewId = context.Feature<ReviewBook>().UnresolvedOf(Gate)?.Id,
            Facts = new JsonObject { ["checklist"] = new JsonArray([.. Checklist.Select(point => (JsonNode)point)]) },
        });
    }

    public override void OnCancelled(ActivityContext context) => context.TryFeature<Passage>()?.Skip(context.Node.LiteralStrings("step"));

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        if (bookmark.Name == Enrolments.Signals.Name)
        {
            FallAway(context);
            return;
        }

        var isDone = input?["outcome"]?.ToString() is Done;
        var note = input?["note"]?.ToString() ?? "";
        if (NeedsReason && note.Length > 0)
            context.Feature<Passage>().Tell($"The reason given for “{Title}”: {note}");
        context.Feature<ReviewBook>().DecideInCall(Gate, isDone, note);
        context.Complete(isDone ? Done : Blocked);
    }

    void FallAway(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        if (!IsNoLongerAsked(passage))
        {
            WaitForSignals(context, passage);
            return;
        }

        passage.Tell($"“{Title}” is no longer asked. {string.Join(". ", Signals.Select(SignalNames.InWords))}.");
        passage.Skip([Step]);
        context.Complete(Received);
    }

    /// <summary>For each that is not reached, or holds no longer.</summary>
    void WaitForSignals(ActivityContext context, Passage passage)
    {
        foreach (var stimulus in Signals.Where(signal => !passage.HasReached(signal)).Select(signal => Enrolments.Signals.Stimulus(new PendingSignal(signal, passage.Event.Id, null))))
        {
            if (!context.Bookmarks.Any(bookmark => bookmark.Hash == stimulus.Hash))
                context.Wait(stimulus);
        }
    }

    bool IsNoLongerAsked(Passage passage) => Signals.Count > 0 && Signals.All(passage.HasReached);
}
