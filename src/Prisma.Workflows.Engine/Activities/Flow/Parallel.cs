using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Runs activities side by side and waits for all of them.</summary>
[Activity("Elsa.Parallel", Category = "Workflows", Description = "Runs a set of activities in parallel.", Container = true, Hidden = true)]
sealed class Parallel : Activity
{
    public override void Execute(ActivityContext context)
    {
        foreach (var activity in context.Node.Activities)
            context.Schedule(activity);
        if (context.Node.Activities.Count == 0)
            context.Complete();
    }

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes) => Branches.CompleteWhenDone(context);

    public override void OnChildAbandoned(ActivityContext context, ActivityExecution child) => Branches.CompleteWhenDone(context);
}
