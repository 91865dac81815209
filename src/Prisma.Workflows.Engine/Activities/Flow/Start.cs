namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Marks where a flowchart begins.</summary>
[Activity("Elsa.Start", Category = "Flow", Description = "Marks the start of a flowchart.", Start = true)]
sealed class Start : Activity
{
    public override void Execute(ActivityContext context) => context.Complete();
}
