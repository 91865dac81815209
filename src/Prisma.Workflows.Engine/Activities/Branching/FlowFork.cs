using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Follows all its branches.</summary>
[Activity("Elsa.FlowFork", Category = "Branching", DisplayName = "Fork", Description = "Follows all of its branches.")]
sealed class FlowFork : Activity
{
    [Input(Description = "The names of the branches.", UiHint = UiHints.DynamicOutcomes)]
    public IReadOnlyList<string>? Branches { get; set; }

    /// <summary>Without a list it is simply done; after a list that names none, nothing follows.</summary>
    public override void Execute(ActivityContext context)
    {
        if (Branches is { Count: 0 })
            context.CompleteWithoutOutcome();
        else
            context.Complete([.. Branches ?? []]);
    }

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) =>
        StaticValue.Texts(node, nameof(Branches)) is { Count: > 0 } branches ? branches : ["Done"];

    public override bool ComputesOutcomes(ActivityNode node) => StaticValue.IsComputed(node, nameof(Branches));
}
