using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>Counts from one number to another and runs its body each time.</summary>
[Activity("Elsa.For", Category = "Looping", Description = "Runs its body for each number from start to end.", Ports = ["Body"])]
sealed class For : Activity, IBreakable
{
    [Input(DefaultValue = 0)]
    public int Start { get; set; }

    [Input(DefaultValue = 0)]
    public int End { get; set; }

    [Input(DefaultValue = 1)]
    public int Step { get; set; } = 1;

    [Input(DefaultValue = true)]
    public bool OuterBoundInclusive { get; set; } = true;

    [Output]
    public object? CurrentValue { get; set; }

    public bool IsLoop => true;

    public override void Execute(ActivityContext context)
    {
        if (Step == 0 && (Start < End || (Start == End && OuterBoundInclusive)))
            throw new InvalidOperationException("The step of a For must not be 0.");
        context.Properties["end"] = End;
        context.Properties["step"] = Step;
        context.Properties["inclusive"] = OuterBoundInclusive;
        Round(context, Start);
    }

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        Round(context, context.Properties["next"]!.GetValue<long>());

    static void Round(ActivityContext context, long current)
    {
        var end = context.Properties["end"]!.GetValue<int>();
        var step = context.Properties["step"]!.GetValue<int>();
        var inside = step >= 0 ? current < end : current > end;
        inside |= current == end && context.Properties["inclusive"]!.GetValue<bool>();
        if (context.Execution.IsBreaking || !inside || context.Node.Port("body") is not { } body)
        {
            context.Complete();
            return;
        }

        context.Properties["next"] = current + step;
        context.SetOutput(nameof(CurrentValue), current);
        context.Schedule(body, new Dictionary<string, object?> { ["CurrentValue"] = current });
    }
}
