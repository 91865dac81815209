namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Ends the flowchart or sequence it is in, whatever else still runs there.</summary>
[Activity("Elsa.End", Category = "Flow", Description = "Marks the end of a flowchart.", Terminal = true)]
sealed class End : Activity
{
    public override void Execute(ActivityContext context) => context.Complete();
}
