using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Makes somebody of this passage part of the event's team, so that other passages find them.</summary>
[Activity("Prisma.Join", Category = "Records", DisplayName = "Join the team", Description = "Makes somebody of this passage part of the event's team.", Outcomes = ["Done"])]
public sealed class JoinActivity : Activity
{
    [Input(DisplayName = "Who", Description = "Which part of this passage.", UiHint = "dropdown", Options = ["stakeholder", "hub-lead", "hub-second", "tech-holder", "network-rep", "practice-steward", "partner-contact"])]
    public string Who { get; set; } = "stakeholder";

    [Input(DisplayName = "As", Description = "The part in the event's team.", UiHint = "dropdown", Options = [nameof(Part.Hub), nameof(Part.HubLead), nameof(Part.HubSecond), nameof(Part.Network)])]
    public string As { get; set; } = "";

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        if (!Enum.TryParse<Part>(As, out var part))
        {
            throw new InvalidOperationException($"“{As}” is no part of an event's team.");
        }

        if (passage.ActorOf(Who) is { } person)
        {
            passage.JoinTeam(person, part);
        }

        context.Complete();
    }
}
