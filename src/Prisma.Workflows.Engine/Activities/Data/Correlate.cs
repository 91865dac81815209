namespace Prisma.Workflows.Engine.Activities.Data;

/// <summary>Gives the instance a correlation id.</summary>
[Activity("Elsa.Correlate", Category = "Primitives", Description = "Sets the correlation id of the workflow instance.")]
sealed class Correlate : Activity
{
    [Input(DisplayName = "Correlation id", Description = "What the instance is about.")]
    public string? CorrelationId { get; set; }

    public override void Execute(ActivityContext context)
    {
        context.CorrelationId = CorrelationId;
        context.Complete();
    }
}
