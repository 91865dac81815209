using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>Runs its body for all items side by side. As in Elsa, the text of a list, which is what an Object expression gives an input of any type, holds no items.</summary>
[Activity("Elsa.ParallelForEach", Category = "Looping", Description = "Runs its body for all items in parallel.", Ports = ["Body"])]
sealed class ParallelForEach : Activity
{
    [Input(Description = "The items to go through.", UiHint = UiHints.JsonEditor, DefaultSyntax = "JavaScript")]
    public object? Items { get; set; }

    public override void Execute(ActivityContext context)
    {
        var items = LoopItems.Of(Items as JsonNode);
        if (items.Count == 0 || context.Node.Port("body") is not { } body)
        {
            context.Complete();
            return;
        }

        for (var index = 0; index < items.Count; index++)
        {
            var current = JsonValues.ToValue(items[index]?.DeepClone());
            context.Schedule(body, new Dictionary<string, object?> { ["CurrentValue"] = current, ["CurrentIndex"] = (long)index });
        }
    }

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes) => Flow.Branches.CompleteWhenDone(context);

    public override void OnChildAbandoned(ActivityContext context, ActivityExecution child) => Flow.Branches.CompleteWhenDone(context);
}
