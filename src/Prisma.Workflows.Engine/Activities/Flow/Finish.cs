namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Finishes the whole workflow at once.</summary>
[Activity("Elsa.Finish", Category = "Primitives", Description = "Finishes the workflow.", Terminal = true)]
sealed class Finish : Activity
{
    /// <summary>As in Elsa, a workflow that has failed before is ended too, and cannot come out as finished: that is an incident of its own.</summary>
    public override void Execute(ActivityContext context)
    {
        var hasFailed = context.Burst.HasFaulted;
        context.FinishWorkflow();
        if (hasFailed)
            throw new InvalidOperationException("Cannot transition from Faulted to Finished: something in the workflow had failed before it came to its end.");
    }
}
