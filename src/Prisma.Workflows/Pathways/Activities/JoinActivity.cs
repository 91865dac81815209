using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Makes somebody of this passage part of the event's team, so that other passages find them.</summary>
[Activity("Prisma.Join", Category = "Records", DisplayName = "Join the team", Description = "Makes somebody of this passage part of the event's team.", Outcomes = ["Done"])]
public sealed class JoinActivity : Activity
{
    [Input(DisplayName = "Who", Description = "Which part of this passage.", UiHint = "dropdown", Options = [Actors.Stakeholder, Actors.HubLead, Actors.HubSecond, Actors.TechHolder, Actors.NetworkRep, Actors.PracticeSteward, Actors.PartnerContact])]
    public string Who { get; set; } = "stakeholder";

    [Input(DisplayName = "As", Description = "The part in the event's team.", UiHint = "dropdown", Options = [nameof(Part.Hub) + "=for the place", nameof(Part.HubLead) + "=hub lead", nameof(Part.HubSecond) + "=hub second", nameof(Part.Network) + "=for a practice network", nameof(Part.SupportingHub) + "=for a supporting hub, and no longer for the hub that hosts"])]
    public string As { get; set; } = "";

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        if (!Enum.TryParse<Part>(As, out var part))
            throw new InvalidOperationException($"“{As}” is no part of an event's team.");
        switch (passage.ActorOf(Who))
        {
            case { } person when part == Part.SupportingHub:
                passage.StandBeside(person);
                break;
            case { } person:
                passage.JoinTeam(person, part);
                break;
        }

        context.Complete();
    }
}
