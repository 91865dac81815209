using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Begins another passage of the same event, such as that of its case study; this one goes on at once.</summary>
[Activity("Prisma.Begin", Category = "Stages", DisplayName = "Another passage", Description = "Begins another passage of the same event and goes on.", Outcomes = ["Done"])]
public sealed class BeginActivity : Activity
{
    [Input(DisplayName = "Pathway", Description = "Which workflow they are enrolled on.", UiHint = "workflow-definition-picker")]
    public string Pathway { get; set; } = "";

    [Input(DisplayName = "Whose", Description = "Who owns it: a part of the team.", UiHint = "dropdown", Options = [Actors.Lead, Actors.Facilitator, Actors.HubLead, Actors.HubSecond, Actors.Enrolment, Actors.Potential, Actors.Enacting, Actors.Evaluating, Actors.Infrastructuring, Actors.Steward, Actors.StewardDelegate, Actors.Scribe, Actors.Admin])]
    public string Owner { get; set; } = "lead";

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        var owner = passage.ActorOf(Owner)
            ?? throw new InvalidOperationException($"The passage “{Pathway}” belongs to the {Owner}, and this event's team has nobody for that. Name one on the event's page.");
        passage.Begin(Pathway, owner);
        context.Complete();
    }
}
