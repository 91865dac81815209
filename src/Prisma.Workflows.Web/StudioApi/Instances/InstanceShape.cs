using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Incidents;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Views;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>A run in the Studio's words.</summary>
static class InstanceShape
{
    public static JsonObject Summary(StoredInstance stored) => Summary(stored, InstanceJson.TryRead(stored.State));

    static JsonObject Summary(StoredInstance stored, WorkflowInstance? instance) => new()
    {
        ["id"] = stored.Id,
        ["definitionId"] = stored.DefinitionId,
        ["definitionVersionId"] = stored.DefinitionVersionId,
        ["version"] = instance?.DefinitionVersion ?? 0,
        ["status"] = stored.Status,
        ["subStatus"] = stored.SubStatus,
        ["correlationId"] = instance is null && stored.CorrelationId.Length > 0 ? stored.CorrelationId : instance?.CorrelationId,
        ["name"] = instance?.Name,
        ["incidentCount"] = stored.Incidents,
        ["createdAt"] = stored.CreatedAt,
        ["updatedAt"] = stored.UpdatedAt,
        ["finishedAt"] = stored.FinishedAt,
    };

    public static JsonObject Whole(InstanceHistory history)
    {
        var (stored, instance) = (history.Stored, history.Instance);
        var whole = Summary(stored, instance);
        whole["workflowState"] = new JsonObject
        {
            ["id"] = stored.Id,
            ["definitionId"] = stored.DefinitionId,
            ["definitionVersionId"] = stored.DefinitionVersionId,
            ["definitionVersion"] = instance.DefinitionVersion,
            ["correlationId"] = instance.CorrelationId,
            ["status"] = stored.Status,
            ["subStatus"] = stored.SubStatus,
            ["bookmarks"] = new JsonArray([.. instance.Bookmarks.Select(Of)]),
            ["incidents"] = new JsonArray([.. instance.Incidents.Select(Of)]),
            ["completionCallbacks"] = new JsonArray(),
            ["activityExecutionContexts"] = new JsonArray([.. history.Runs.Where(run => run.EndedAt is null).Select(run => Live(history, run))]),
            ["input"] = instance.Input.DeepClone(),
            ["output"] = instance.Output.DeepClone(),
            ["properties"] = new JsonObject(),
            ["createdAt"] = stored.CreatedAt,
            ["updatedAt"] = stored.UpdatedAt,
            ["finishedAt"] = stored.FinishedAt,
        };
        return whole;
    }

    public static JsonObject Variables(InstanceHistory history)
    {
        var items = new JsonArray([.. history.Definition.Variables.Select(variable => (JsonNode)new JsonObject
        {
            ["id"] = variable.Id,
            ["name"] = variable.Name,
            ["value"] = JsonValues.ToJson(history.Instance.Variables.TryGetValue(variable.Name, out var value) ? value : variable.DefaultValue),
        })]);
        return new JsonObject { ["items"] = items, ["count"] = items.Count };
    }

    static JsonObject Of(Bookmark bookmark) => new JsonObject
    {
        ["id"] = bookmark.Id,
        ["name"] = bookmark.Name,
        ["hash"] = bookmark.Hash,
        ["activityId"] = bookmark.ActivityId,
        ["activityNodeId"] = bookmark.ActivityNodeId,
        ["activityInstanceId"] = bookmark.ActivityInstanceId,
        ["createdAt"] = bookmark.CreatedAt,
    };

    static JsonObject Of(Incident incident) => new JsonObject
    {
        ["activityId"] = incident.ActivityId,
        ["activityNodeId"] = incident.ActivityNodeId,
        ["activityType"] = incident.ActivityType,
        ["message"] = incident.Message,
        ["exception"] = new JsonObject { ["type"] = incident.Type, ["message"] = incident.Message, ["stackTrace"] = "" },
        ["timestamp"] = incident.At.ToString("O", CultureInfo.InvariantCulture),
    };

    static JsonObject Live(InstanceHistory history, ActivityRun run) => new JsonObject
    {
        ["id"] = run.Id,
        ["parentContextId"] = run.ParentId,
        ["scheduledActivityNodeId"] = run.NodeId,
        ["properties"] = new JsonObject(),
        ["activityState"] = ActivityState.Of(history, run),
        ["status"] = "Running",
        ["startedAt"] = run.Began.At,
    };
}
