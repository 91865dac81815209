using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Incidents;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities.Composition;

/// <summary>Leaves the request to start a child, and the bookmark that waits for it.</summary>
static class ChildWorkflow
{
    internal const string NoTrace = "Read and kept; traces are not started here.";
    internal const string NoChannel = "Read and kept; all children are started the same way here.";

    internal static void Start(ActivityContext context, string definitionId, JsonObject? input, string? correlationId, ChildReport report, string? callback = null)
    {
        if (definitionId.Length == 0)
            throw new InvalidOperationException($"Activity '{context.Node.Id}' names no workflow to start.");
        var childId = context.NextGuid().ToString("N");
        var bookmark = context.Wait(new Stimulus(context.Node.Type, new JsonObject { ["ChildInstanceId"] = childId }), callback: callback);
        context.Request(new StartChild
        {
            ActivityInstanceId = context.Execution.Id,
            ActivityId = context.Node.Id,
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
