using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Runs its branches side by side, and waits for all or for the first.</summary>
[Activity("Elsa.Fork", Category = "Control Flow", Description = "Branches execution into several branches.", Hidden = true)]
sealed class Fork : Activity, Looping.IBreakable
{
    [Input(Plain = true, DefaultValue = ForkJoinMode.WaitAll)]
    public ForkJoinMode JoinMode { get; set; }

    public bool IsLoop => false;

    public override void Execute(ActivityContext context)
    {
        foreach (var branch in context.Node.Children)
            context.Schedule(branch);
        if (context.Node.Children.Count == 0)
            context.Complete();
    }

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        context.BindInputs();
        if (JoinMode == ForkJoinMode.WaitAny || context.Execution.IsBreaking)
            context.Complete();
        else
            Flow.Branches.CompleteWhenDone(context);
    }

    public override void OnChildAbandoned(ActivityContext context, ActivityExecution child) => Flow.Branches.CompleteWhenDone(context);
}
