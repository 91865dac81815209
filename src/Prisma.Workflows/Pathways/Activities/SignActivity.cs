using Prisma.Workflows.Agreements;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Puts an agreement before its parties, who sign in order.</summary>
[Activity("Prisma.Sign", Category = "Steps people do", DisplayName = "Agreement", Description = "An agreement is read and signed by its parties, one after the other.", Outcomes = [Active, "QuestionRaised", Declined, "Expired"])]
public sealed class SignActivity : Activity
{
    const string Facilitators = "facilitators", HubTeam = "hub-team", Active = "Active", Declined = "Declined";

    [Input(DisplayName = "Step", Description = "The step's short name, such as PAR-2.5.")]
    public string Step { get; set; } = "";

    [Input(DisplayName = "Title", Description = "How people read it.")]
    public string Title { get; set; } = "";

    [Input(DisplayName = "Agreement", Description = "Which agreement is signed.", UiHint = "dropdown")]
    public string Agreement { get; set; } = "";

    [Input(DisplayName = "Along with it", Description = "Agreements that are part of the same text.", UiHint = "multitext")]
    public List<string> Also { get; set; } = [];

    [Input(DisplayName = "Parties", Description = "Who signs, one after the other: whoever is ticked now signs last, and the outline shows and changes the order. Nobody chosen: as the agreement itself says.", UiHint = "checklist", Options = [Actors.Stakeholder, Actors.Guardian, Actors.Partner, Actors.PartnerContact, Actors.HubLead, Actors.HubSecond, Actors.NetworkRep, Actors.Network, Actors.PracticeSteward, Actors.TechHolder, Actors.LeadFacilitator, Actors.Enrolment, Actors.Potential, Actors.Enacting, Actors.Evaluating, Actors.Infrastructuring, Actors.Steward, Actors.StewardDelegate, Actors.Scribe, Actors.Admin])]
    public List<string> Parties { get; set; } = [];

    [Input(DisplayName = "One for each", Description = "Everybody of those gets an agreement of their own and signs it before its parties, whoever joins them meanwhile too, and nobody twice; nobody chosen: one for all.", UiHint = "dropdown", Options = ["", Facilitators, HubTeam + "=the hub's team", Actors.PracticeSteward])]
    public string Each { get; set; } = "";

    [Input(DisplayName = "Expires after days", Description = "As in the full pace; an event in another has fewer.")]
    public int ExpiresDays { get; set; } = 21;

    [Input(DisplayName = "Counted from", Description = "The day it was asked, or the day its stage was entered; asked again, always the day it was asked.", UiHint = "dropdown", Options = [CountedFrom.Opening, CountedFrom.Stage])]
    public string CountsFrom { get; set; } = "opening";

    [Input(DisplayName = "At least days", Description = "Nobody gets less than this.")]
    public int MinDays { get; set; } = 3;

    [Input(DisplayName = "Mail", Description = "The mail that asks each party.", UiHint = "dropdown")]
    public string Mail { get; set; } = "E16";

    [Input(DisplayName = "Reminders", Description = "The ladder of reminders.", UiHint = "dropdown")]
    public string Ladder { get; set; } = "L-sign";

    public override void Execute(ActivityContext context)
    {
        if (Each.Length == 0)
        {
            var book = context.Feature<AgreementBook>();
            book.Open(Agreement, Also, Parties, Step, Mail, Ladder, Expires(context, isFirst: !book.Has(Step)), Wait(context, ""));
        }
        else if (!AskEach(context))
        {
            context.Complete(Active);
        }
    }

    /// <summary>Puts it before everybody whom it concerns and who has neither signed nor is reading it, and listens for those who join the team meanwhile; false where all have signed.</summary>
    bool AskEach(ActivityContext context)
    {
        var book = context.Feature<AgreementBook>();
        var expires = Expires(context, isFirst: !book.Has(OwnStep(1)));
        foreach (var person in Unasked(context))
        {
            var number = 1;
            while (book.IsOfAnother(OwnStep(number), person))
                number++;
            book.Open(Agreement, Also, Parties, OwnStep(number), Mail, Ladder, expires, Wait(context, OwnStep(number)), person);
        }

        if (!book.IsSigning(Step))
            return false;
        context.Wait(Signals.Stimulus(TeamEar.Changed(context.Feature<Passage>().Enrolment)));
        return true;
    }

    List<Person> Unasked(ActivityContext context) =>
        [.. Those(context.Feature<Passage>()).DistinctBy(person => person.Id).Where(person => !context.Feature<AgreementBook>().IsAskedOf(Agreement, person)).OrderBy(person => person.Name, StringComparer.Ordinal)];

    IEnumerable<Person> Those(Passage passage) => Each switch
    {
        Facilitators => ChangeRules.Facilitators(passage.Event),
        HubTeam => passage.Stakeholders,
        _ => passage.AllOf(Each).DefaultIfEmpty(passage.ActorOf(Each) ?? passage.Person),
    };

    DateTimeOffset Expires(ActivityContext context, bool isFirst)
    {
        var passage = context.Feature<Passage>();
        return EventClock.Due(passage.Event, passage.Person.TimeZone, passage.Since(CountsFrom, isFirst), ExpiresDays, minDays: MinDays, now: passage.Now).At;
    }

    string OwnStep(int number) => string.Create(CultureInfo.InvariantCulture, $"{Step}.{number}");

    string Wait(ActivityContext context, string step) =>
        context.Wait(new Stimulus("Prisma.Agreement", new JsonObject { [nameof(Agreement)] = Agreement, [nameof(Step)] = step }, context.Execution.Id)).Id;

    /// <summary>Ends what this step put before people; with the last of the run, whatever is still being signed.</summary>
    public override void OnCancelled(ActivityContext context)
    {
        var book = context.Feature<AgreementBook>();
        if (context.Instance.Executions.Any())
            book.GoOnWithout(context.Node.LiteralStrings("step"));
        else
            book.CloseOpen();
    }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        if (bookmark.Name == Signals.Name)
        {
            AskEach(context);
            return;
        }

        var outcome = input?["outcome"]?.ToString() ?? "Expired";
        var book = context.Feature<AgreementBook>();
        book.Conclude(bookmark.Id, outcome);
        if (Each.Length == 0)
            context.Complete(outcome);
        else if (!book.IsSigning(Step))
            context.Complete(Unasked(context) is [] ? Active : Declined);
    }
}
