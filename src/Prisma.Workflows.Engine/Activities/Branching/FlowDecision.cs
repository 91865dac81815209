namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Follows True or False.</summary>
[Activity("Elsa.FlowDecision", Category = "Branching", DisplayName = "Decision", Description = "Evaluates a condition and follows True or False.", Outcomes = ["True", "False"])]
sealed class FlowDecision : Activity
{
    [Input(Description = "The condition to evaluate.")]
    public bool Condition { get; set; }

    public override void Execute(ActivityContext context) => context.Complete(Condition ? "True" : "False");
}
