namespace Prisma.Workflows.Engine.Activities.Data;

/// <summary>Writes a line that the host may show.</summary>
[Activity("Elsa.WriteLine", Category = "Console", Description = "Writes a line of text.")]
sealed class WriteLine : Activity
{
    [Input(Description = "The text to write.")]
    public string Text { get; set; } = "";

    public override void Execute(ActivityContext context)
    {
        context.WriteLine(Text);
        context.Complete();
    }
}
