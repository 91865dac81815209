namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Finishes the whole workflow at once.</summary>
[Activity("Elsa.Finish", Category = "Primitives", Description = "Finishes the workflow.", Terminal = true)]
sealed class Finish : Activity
{
    public override void Execute(ActivityContext context) => context.FinishWorkflow();
}
