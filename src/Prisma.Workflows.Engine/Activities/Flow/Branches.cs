using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>What containers with parallel branches share.</summary>
static class Branches
{
    /// <summary>Completes when no branch lives; after a failure that stops the instance it stays open for a retry.</summary>
    internal static void CompleteWhenDone(ActivityContext context)
    {
        var awaitsRetry = context.Burst.HasFaulted && context.Execution.Children.Any(child => child.Status == ActivityStatus.Faulted);
        if (!context.Execution.HasLiveChildren() && !awaitsRetry)
            context.Complete();
    }
}
