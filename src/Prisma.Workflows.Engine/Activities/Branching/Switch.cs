using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Runs the activities of the cases that apply, or the default.</summary>
[Activity("Elsa.Switch", Category = "Branching", Description = "Evaluates its cases and runs those that apply.", Ports = ["Default"])]
sealed class Switch : Activity
{
    [Input(Plain = true, UiHint = UiHints.SwitchEditor, TypeName = "Object")]
    public JsonNode? Cases { get; set; }

    [Input(Description = "Run the first case that applies, or all.", DefaultValue = SwitchMode.MatchFirst)]
    public SwitchMode Mode { get; set; }

    [Output(TypeName = "Object", Description = "Read and kept; nothing is ever put there.")]
    public object? Output { get; set; }

    public override void Execute(ActivityContext context)
    {
        var matches = SwitchCases.Matching(context, Mode).ToList();
        if (matches.Count == 0)
        {
            context.RunPort("default");
            return;
        }

        foreach (var activity in matches.Select(match => match.Activity))
        {
            if (activity is not null)
                context.Schedule(activity);
        }

        if (!context.Execution.HasLiveChildren())
            context.Complete();
    }

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        if (context.Execution.Children.Any(other => other.Status == ActivityStatus.Faulted))
            OnChildAbandoned(context, child);
        else if (!context.Execution.HasLiveChildren())
            context.Complete();
    }

    public override void OnChildAbandoned(ActivityContext context, ActivityExecution child)
    {
        if (!context.Execution.HasLiveChildren() && !context.Burst.HasFaulted)
            context.Abandon();
    }
}
