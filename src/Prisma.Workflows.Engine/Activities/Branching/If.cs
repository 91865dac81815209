namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Runs its Then or its Else.</summary>
[Activity("Elsa.If", Category = "Branching", Description = "Evaluates a condition and runs one of two activities.", Ports = ["Then", "Else"])]
sealed class If : Activity
{
    [Input(Description = "The condition to evaluate.")]
    public bool Condition { get; set; }

    [Output]
    public bool? Result { get; set; }

    public override void Execute(ActivityContext context)
    {
        context.SetOutput(nameof(Result), Condition);
        context.RunPort(Condition ? "then" : "else");
    }
}
