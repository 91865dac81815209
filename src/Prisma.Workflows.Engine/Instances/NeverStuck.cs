namespace Prisma.Workflows.Engine.Instances;

/// <summary>Checks that an instance between bursts has something to wake it, or an incident that tells why not.</summary>
public static class NeverStuck
{
    /// <summary>Null when all is well, else a sentence that says what is wrong.</summary>
    public static string? Check(WorkflowInstance instance)
    {
        if (instance.Status == InstanceStatus.Finished)
        {
            return instance.Bookmarks.Count > 0
                ? $"Instance {instance.Id} has ended and still waits for {instance.Bookmarks[0].Name}."
                : null;
        }

        var live = instance.Executions.Where(execution => execution.IsLive).Select(execution => execution.Id).ToHashSet();
        if (instance.Bookmarks.FirstOrDefault(bookmark => !live.Contains(bookmark.ActivityInstanceId)) is { } orphan)
            return $"Instance {instance.Id} has a bookmark {orphan.Id} of an activity that no longer lives.";
        if (instance.SubStatus != InstanceSubStatus.Suspended)
            return $"Instance {instance.Id} is {instance.SubStatus} between bursts.";
        return instance.Bookmarks.Count == 0 ? $"Instance {instance.Id} is running and nothing can wake it." : null;
    }
}
