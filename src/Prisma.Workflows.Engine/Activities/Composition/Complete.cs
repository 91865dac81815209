namespace Prisma.Workflows.Engine.Activities.Composition;

/// <summary>Completes the workflow it is in with the given outcomes.</summary>
[Activity("Elsa.Complete", Category = "Composition", Description = "Completes the workflow with the given outcomes.", Terminal = true)]
sealed class Complete : Activity
{
    [Input(Description = "The outcomes.", UiHint = UiHints.OutcomePicker, TypeName = "Object")]
    public IReadOnlyList<string> Outcomes { get; set; } = [];

    public override void Execute(ActivityContext context)
    {
        var composite = CompositeOf(context);
        if (composite.Parent is null)
            context.Instance.Outcomes = [.. Outcomes];
        context.CompleteAncestor(composite, [.. Outcomes]);
        context.Complete();
    }

    /// <summary>The nearest workflow above: one used in place, one inside another, or the instance itself.</summary>
    static Instances.ActivityExecution CompositeOf(ActivityContext context)
    {
        var scope = context.Execution.Scope ?? context.Instance.Root!;
        var above = context.Execution;
        while (above != scope && above.Node!.Type != "Elsa.Workflow")
            above = above.Parent!;
        return above;
    }
}
