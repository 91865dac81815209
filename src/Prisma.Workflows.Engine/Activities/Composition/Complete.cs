using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Composition;

/// <summary>Completes the workflow it is in with the given outcomes.</summary>
[Activity("Elsa.Complete", Category = "Composition", Description = "Completes the workflow with the given outcomes.", Terminal = true)]
sealed class Complete : Activity
{
    [Input(Description = "The outcomes.", UiHint = UiHints.OutcomePicker)]
    public object? Outcomes { get; set; }

    /// <summary>As in Elsa, what it is in hears of it before the workflow does, and may give another activity its turn; a loop it is in is left.</summary>
    public override void Execute(ActivityContext context)
    {
        var composite = CompositeOf(context);
        composite.Chosen = Chosen;
        if (composite.Parent is null)
            context.Instance.Outcomes = [.. Chosen];
        for (var above = context.Execution; above != composite; above = above.Parent!)
        {
            if (context.BreakableAt(above) is { IsLoop: true })
                context.Cancel(above);
        }

        context.CompleteAncestor(composite);
        context.Complete();
    }

    /// <summary>As in Elsa, a text is one outcome, also the text of a list, which is what an Object expression gives.</summary>
    string[] Chosen => Outcomes switch
    {
        string one => [one],
        JsonArray several => [.. several.Select(outcome => ValueConverter.ToText(JsonValues.ToValue(outcome)) ?? "")],
        _ => ["Done"],
    };

    /// <summary>The nearest workflow above: one used in place, one inside another, or the instance itself.</summary>
    static ActivityExecution CompositeOf(ActivityContext context)
    {
        var scope = context.Execution.Scope ?? context.Instance.Root!;
        var above = context.Execution;
        while (above != scope && above.Node!.Type != "Elsa.Workflow")
            above = above.Parent!;
        return above;
    }
}
