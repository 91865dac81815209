using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Incidents;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities.Composition;

/// <summary>Leaves the request to start a child, and the bookmark that waits for it, or for it and others.</summary>
static class ChildWorkflow
{
    internal const string NoTrace = "Read and kept; traces are not started here.";
    internal const string NoChannel = "Read and kept; all children are started the same way here.";

    /// <summary>One bookmark for all the children that are started with it.</summary>
    internal static Bookmark WaitForMany(ActivityContext context)
    {
        var parent = new JsonObject { ["ParentInstanceId"] = context.InstanceId };
        return context.Wait(new Stimulus(context.Node.Type, parent), payload: new JsonObject { ["ParentInstanceId"] = context.InstanceId, ["ChildInstanceIds"] = new JsonArray() }, autoBurn: false);
    }

    /// <summary>Takes a child off the list of those that a bookmark waits for, and gives up the bookmark with the last; false when it is not on it, or no longer.</summary>
    internal static bool TakeOff(ActivityContext context, Bookmark all, string? childId)
    {
        if (all.Awaited?.FirstOrDefault(awaited => awaited!.ToString() == childId) is not { } ended)
            return false;
        all.Awaited.Remove(ended);
        if (all.Awaited.Count == 0)
            context.Burn(all);
        return true;
    }

    internal static void Start(ActivityContext context, string definitionId, JsonObject? input, string? correlationId, ChildReport report, Bookmark? all = null)
    {
        if (definitionId.Length == 0)
            throw new InvalidOperationException($"Activity '{context.Node.Id}' names no workflow to start.");
        var childId = context.NextChildId();
        var bookmark = all ?? context.Wait(new Stimulus(context.Node.Type, new JsonObject { ["ChildInstanceId"] = childId }));
        all?.Awaited!.Add(childId);
        context.Request(new StartChild
        {
            BookmarkId = bookmark.Id,
            DefinitionId = definitionId,
            ChildInstanceId = childId,
            Input = ToldItsParent(input, context.InstanceId),
            CorrelationId = correlationId is { Length: > 0 } ? correlationId : null,
            Report = report,
        });
    }

    static JsonObject ToldItsParent(JsonObject? input, string parentId)
    {
        var told = input?.DeepClone().AsObject() ?? [];
        told.TryAdd("ParentInstanceId", parentId);
        return told;
    }

    /// <summary>What a parent that was at rest is woken with, as in Elsa: the child's output, and beside it the inputs of its own that it keeps.</summary>
    internal static JsonNode ResultAfterWaiting(ActivityContext context, JsonObject? state)
    {
        context.TakeInput(state?["output"] as JsonObject);
        return context.Instance.Input.DeepClone();
    }

    /// <summary>A child that could not even be started is a failure of who asked for it; one that has failed by itself is not.</summary>
    internal static void ThrowIfNotStarted(JsonObject? state)
    {
        if (state?["error"]?.ToString() is { } error)
            throw new ActivityFaultException("ChildNotStarted", error);
    }
}
