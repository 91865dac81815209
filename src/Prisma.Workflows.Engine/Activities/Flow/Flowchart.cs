using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Runs activities along their connections; an activity with several inbound connections waits for all that are active.</summary>
[Activity("Elsa.Flowchart", Category = "Flow", Description = "A flowchart is a collection of activities and connections between them.", Ports = ["Start"], Container = true, Hidden = true)]
sealed class Flowchart : Activity
{
    public override void Execute(ActivityContext context)
    {
        var trigger = context.Burst.IsStarting ? context.Instance.TriggerActivityId : null;
        if (Flowcharts.StartOf(context.Node, node => context.Describe(node)?.IsStart == true, trigger) is not { } start)
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
            GoOn(context, child, outcomes);
    }

    public override void OnChildAbandoned(ActivityContext context, ActivityExecution child) => GoOn(context, child, []);

    static void GoOn(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        new FlowStep(context).Leave(child, outcomes);
        Branches.CompleteWhenDone(context);
    }
}
