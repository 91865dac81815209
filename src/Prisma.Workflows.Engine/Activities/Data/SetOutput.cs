namespace Prisma.Workflows.Engine.Activities.Data;

/// <summary>Gives an output of the workflow a value.</summary>
[Activity("Elsa.SetOutput", Category = "Composition", Description = "Sets an output of the workflow.")]
sealed class SetOutput : Activity
{
    [Input(Description = "The output to set.", UiHint = UiHints.OutputPicker, Required = true)]
    public string? OutputName { get; set; }

    [Input(Description = "The value.")]
    public object? OutputValue { get; set; }

    public override void Execute(ActivityContext context)
    {
        context.SetWorkflowOutput(Needed(OutputName), OutputValue);
        context.Complete();
    }
}
