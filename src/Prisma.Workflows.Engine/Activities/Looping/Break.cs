namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>Leaves the loop it is in: each container on the way up runs nothing more of its own.</summary>
[Activity("Elsa.Break", Category = "Looping", Description = "Breaks out of a loop.", Terminal = true)]
sealed class Break : Activity
{
    public override void Execute(ActivityContext context)
    {
        for (var above = context.Execution.Parent; above is not null; above = above.Parent)
        {
            if (context.BreakableAt(above) is not { } breakable)
                continue;
            above.IsBreaking = true;
            if (breakable.IsLoop)
                break;
        }

        context.Complete();
    }
}
