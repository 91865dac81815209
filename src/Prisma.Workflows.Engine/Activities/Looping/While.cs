using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>Runs its body as long as a condition holds.</summary>
[Activity("Elsa.While", Category = "Looping", Description = "Runs its body while a condition is true.", Ports = ["Body"])]
sealed class While : Activity, IBreakable
{
    [Input(Description = "The condition to evaluate before each round.")]
    public bool Condition { get; set; }

    public bool IsLoop => true;

    public override void Execute(ActivityContext context)
    {
        if (Condition && context.Node.Port("body") is { } body)
            context.Schedule(body);
        else
            context.Complete();
    }

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        if (context.Execution.IsBreaking)
        {
            context.Complete();
            return;
        }

        context.BindInputs();
        Execute(context);
    }
}
