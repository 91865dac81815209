using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Runs activities one after the other.</summary>
[Activity("Elsa.Sequence", Category = "Workflows", Description = "Runs a set of activities in sequence.", Container = true, Hidden = true)]
sealed class Sequence : Activity, Looping.IBreakable
{
    public bool IsLoop => false;

    public override void Execute(ActivityContext context) => RunNext(context, 0);

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        if (context.Execution.IsBreaking || context.Describe(child.Node!)?.IsTerminal == true)
            context.Complete();
        else
            RunNext(context, IndexOf(context, child) + 1);
    }

    static void RunNext(ActivityContext context, int index)
    {
        if (index >= context.Node.Activities.Count)
        {
            context.Complete();
            return;
        }

        (context.Execution.Flow ??= new FlowState()).Visits[""] = index;
        context.Schedule(context.Node.Activities[index]);
    }

    /// <summary>The place is counted rather than searched for, unless the definition has changed underneath.</summary>
    static int IndexOf(ActivityContext context, ActivityExecution child)
    {
        var activities = context.Node.Activities;
        var index = context.Execution.Flow?.VisitsOf("") ?? 0;
        return index < activities.Count && activities[index].Id == child.ActivityId ? index : activities.ToList().FindIndex(activity => activity.Id == child.ActivityId);
    }
}
