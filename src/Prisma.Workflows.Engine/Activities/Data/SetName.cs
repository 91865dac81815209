namespace Prisma.Workflows.Engine.Activities.Data;

/// <summary>Names the running instance.</summary>
[Activity("Elsa.SetName", Category = "Primitives", Description = "Sets the name of the workflow instance.")]
sealed class SetName : Activity
{
    [Input(Description = "The name.")]
    public string? Value { get; set; }

    public override void Execute(ActivityContext context)
    {
        context.InstanceName = Value;
        context.Complete();
    }
}
