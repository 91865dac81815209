using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Says where a flowchart begins.</summary>
public static class Flowcharts
{
    /// <summary>The trigger that fired, else a start, else the first that may start a workflow, else the first nothing leads to, else the first.</summary>
    public static ActivityNode? StartOf(ActivityNode flowchart, Func<ActivityNode, bool> isStart, string? triggerActivityId)
    {
        if (flowchart.Activities.Count == 0)
            return null;
        if (triggerActivityId is not null && flowchart.Child(triggerActivityId) is { } triggered)
            return triggered;
        return flowchart.Start ??= Choose(flowchart, isStart);
    }

    static ActivityNode Choose(ActivityNode flowchart, Func<ActivityNode, bool> isStart)
    {
        var activities = flowchart.Activities;
        var targets = flowchart.Connections.Select(connection => connection.Target).ToHashSet();
        return activities.FirstOrDefault(isStart)
            ?? activities.FirstOrDefault(activity => activity.CanStartWorkflow)
            ?? activities.FirstOrDefault(activity => !targets.Contains(activity.Id))
            ?? activities[0];
    }

    /// <summary>A join without a fixed mode waits for any, as it does when it runs; everything else waits for what is active.</summary>
    internal static FlowJoinMode FixedModeOf(ActivityNode node) => node.Type != "Elsa.FlowJoin" ? FlowJoinMode.WaitAllActive
        : node.Input("mode")?.Expression is { Type: "Literal" } fixedMode && Enum.TryParse<FlowJoinMode>(fixedMode.Text, ignoreCase: true, out var mode) ? mode : FlowJoinMode.WaitAny;
}
