namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>Leaves the loop it is in.</summary>
[Activity("Elsa.Break", Category = "Looping", Description = "Breaks out of a loop.", Terminal = true)]
sealed class Break : Activity
{
    public override void Execute(ActivityContext context)
    {
        for (var above = context.Execution.Parent; above is not null && above.InnerVersionId is null; above = above.Parent)
        {
            if (context.IsLoop(above.Node!))
            {
                context.CompleteAncestor(above);
                break;
            }
        }

        context.Complete();
    }
}
