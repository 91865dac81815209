using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Pathways.Activities.Decisions;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Owes a mail to those whom it concerns and goes on.</summary>
[Activity("Prisma.Notify", Category = "Mail", DisplayName = "Mail", Description = "Sends a mail and goes on at once.", Outcomes = ["Sent"])]
public sealed class NotifyActivity : Activity
{
    [Input(DisplayName = "Mail", Description = "Which mail is sent; where an expression gives nothing, none is.", UiHint = "dropdown")]
    public string Mail { get; set; } = "";

    [Input(DisplayName = "To whom", Description = "The stakeholder, everybody the organisation named, the hub, all facilitators, the stewards, or a part.", UiHint = "dropdown", Options = [Actors.Stakeholder, "facilitators=all facilitators", "stewards=the stewards", "hub=the hub", "organisation=everybody the organisation named", Actors.Lead, Actors.Interviewer, Actors.PracticeSteward, Actors.TechHolder])]
    public string Audience { get; set; } = "stakeholder";

    [Input(DisplayName = "Reminds of a gathering", Description = "Its day and place stand in the mail; while its time is not set, none is sent.", UiHint = "dropdown")]
    public string Gathering { get; set; } = "";

    [Input(DisplayName = "Only before", Description = "Since this day it is passed over, for what speaks of days to come. The event's first day: T. Its last: E. Two days before: T-2.")]
    public string Before { get; set; } = "";

    [Input(DisplayName = "More for the mail", Description = "Facts the mail may name beside the usual ones, as an object.", UiHint = "json-editor", Unlogged = true)]
    public JsonObject? Details { get; set; }

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        IEnumerable<Person> people = Audience switch
        {
            "facilitators" => passage.Holding(Part.Facilitator, Part.Lead),
            "stewards" => passage.Holding(Part.Steward, Part.StewardDelegate),
            "hub" => passage.Holding(Part.HubLead, Part.HubSecond, Part.Hub),
            "organisation" => passage.Stakeholders,
            _ => new[] { passage.ActorOf(Audience) }.OfType<Person>(),
        };
        foreach (var person in Mail.Length > 0 && (Gathering.Length == 0 || Facts.IsTimeSet(passage, Gathering)) && IsInTime(passage) ? people : [])
        {
            var facts = Facts.For(context, person);
            MailFacts.Merge(facts, new JsonObject { ["gathering"] = new JsonObject { ["id"] = Gathering } });
            MailFacts.Merge(facts, Details);
            if (Facts.Meet(passage, person, facts) is { Length: > 0 } gathering && passage.Enrolment.IsOfEvent)
                facts["action"] = new JsonObject { ["path"] = $"/events/{passage.Event.Slug}/gatherings/{gathering}" };
            passage.Owe(Mail, person, $"notify-{context.Execution.Id}", null, facts, immediate: passage.HasJustActed(person));
        }

        context.Complete("Sent");
    }

    bool IsInTime(Passage passage) => Before.Length == 0 || BeforeActivity.LiesAhead(Before, passage);
}
