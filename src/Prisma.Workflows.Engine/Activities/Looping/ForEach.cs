using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>Runs its body for each item, one after the other.</summary>
[Activity("Elsa.ForEach", Category = "Looping", Description = "Runs its body for each item.", Ports = ["Body"])]
sealed class ForEach : Activity, IBreakable
{
    [Input(Description = "The items to go through.", TypeName = "Object[]")]
    public JsonNode? Items { get; set; }

    [Output]
    public object? CurrentValue { get; set; }

    public bool IsLoop => true;

    public override void Execute(ActivityContext context)
    {
        context.Properties["items"] = Items is null && context.Node.Input(nameof(Items)) is null ? [] : LoopItems.InOrder(Items);
        Round(context, 0);
    }

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        Round(context, context.Properties["index"]!.GetValue<int>() + 1);

    static void Round(ActivityContext context, int index)
    {
        var items = context.Properties["items"]!.AsArray();
        if (context.Execution.IsBreaking || index >= items.Count || context.Node.Port("body") is not { } body)
        {
            context.Complete();
            return;
        }

        var current = JsonValues.ToValue(items[index]?.DeepClone());
        context.Properties["index"] = index;
        context.SetOutput(nameof(CurrentValue), current);
        context.Schedule(body, new Dictionary<string, object?> { ["CurrentValue"] = current, ["CurrentIndex"] = (long)index });
    }
}
