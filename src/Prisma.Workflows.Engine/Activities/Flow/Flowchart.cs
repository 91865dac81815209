using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Runs activities along their connections; an activity with several inbound connections waits for all that are active.</summary>
[Activity("Elsa.Flowchart", Category = "Flow", Description = "A flowchart is a collection of activities and connections between them.", Ports = ["Start"], Container = true, Hidden = true)]
sealed class Flowchart : Activity
{
    public override void Execute(ActivityContext context)
    {
        if (StartOf(context) is not { } start)
        {
            context.Complete();
            return;
        }

        context.Execution.Flow = new FlowState { Start = start.Id };
        context.Schedule(start);
    }

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        if (context.Describe(child.Node!)?.IsTerminal == true)
            context.Complete();
        else
            GoOn(context, child.ActivityId, outcomes);
    }

    public override void OnChildAbandoned(ActivityContext context, ActivityExecution child) => GoOn(context, child.ActivityId, []);

    static void GoOn(ActivityContext context, string activityId, IReadOnlyList<string> outcomes)
    {
        new FlowStep(context).Leave(activityId, outcomes);
        if (!HasPendingWork(context))
            context.Complete();
    }

    /// <summary>After a failure that stops the instance, the flowchart stays open for a retry.</summary>
    static bool HasPendingWork(ActivityContext context) =>
        context.Execution.HasLiveChildren()
        || context.Burst.HasFaulted && context.Execution.Children.Any(child => child.Status == ActivityStatus.Faulted);

    static ActivityNode? StartOf(ActivityContext context)
    {
        var activities = context.Node.Activities;
        var targets = context.Node.Connections.Select(connection => connection.Target).ToHashSet();
        return activities.FirstOrDefault(activity => context.Burst.IsStarting && activity.Id == context.Instance.TriggerActivityId)
            ?? activities.FirstOrDefault(activity => context.Describe(activity)?.IsStart == true)
            ?? activities.FirstOrDefault(activity => activity.CanStartWorkflow)
            ?? activities.FirstOrDefault(activity => !targets.Contains(activity.Id))
            ?? (activities.Count > 0 ? activities[0] : null);
    }
}
