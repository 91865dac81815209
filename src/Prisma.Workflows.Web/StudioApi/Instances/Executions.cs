using Prisma.Workflows.Runtime.Views;
using Prisma.Workflows.Web.StudioApi.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>Each time an activity ran.</summary>
static class Executions
{
    public static void MapExecutions(this IEndpointRouteBuilder api)
    {
        api.MapPost("activity-executions/report", (JsonObject body, HttpContext context, Operations operations) =>
            InstanceReading.ListedAsync(context, operations, body["workflowInstanceId"]?.ToString() ?? "", history => Report(history, Bulk.Texts(body, "activityNodeIds"))));
        foreach (var path in new[] { "activity-executions/list", "activity-execution-summaries/list" })
        {
            api.MapGet(path, (string? workflowInstanceId, string? activityNodeId, HttpContext context, Operations operations) =>
                InstanceReading.ListedAsync(context, operations, workflowInstanceId ?? "", history => List(history, activityNodeId)));
        }

        api.MapGet("activity-executions/by-id", async (string id, HttpContext context, Operations operations) =>
            await RunAsync(context, operations, id) is var (history, run) ? Results.Json(Record(history, run)) : Results.NotFound());
        api.MapGet("activity-executions/{id}/call-stack", async (string id, HttpContext context, Operations operations) =>
            Results.Json(await RunAsync(context, operations, id) is var (history, run) ? CallStack(history, run) : InstanceReading.NothingListed()));
    }

    /// <summary>An execution's id begins with its instance's.</summary>
    static async Task<(InstanceHistory History, ActivityRun Run)?> RunAsync(HttpContext context, Operations operations, string id)
    {
        var instanceId = id.LastIndexOf('.') is var dot and > 0 ? id[..dot] : id;
        var history = await InstanceReading.HistoryAsync(context, operations, instanceId);
        return history?.RunsById.GetValueOrDefault(id) is { } found ? (history, found) : null;
    }

    static JsonObject Report(InstanceHistory history, IReadOnlyList<string> nodeIds) => new JsonObject
    {
        ["stats"] = new JsonArray([.. history.Runs.Where(run => nodeIds.Count == 0 || nodeIds.Contains(run.NodeId, StringComparer.Ordinal)).GroupBy(run => run.NodeId, StringComparer.Ordinal).Select(Stats)]),
    };

    static JsonObject Stats(IGrouping<string, ActivityRun> runs) => new JsonObject
    {
        ["activityId"] = runs.First().ActivityId,
        ["activityNodeId"] = runs.Key,
        ["startedCount"] = runs.Count(),
        ["completedCount"] = runs.Count(run => run.Status == "Completed"),
        ["uncompletedCount"] = runs.Count(run => run.EndedAt is null),
        ["isBlocked"] = runs.Any(run => run.Waits),
        ["isFaulted"] = runs.Any(run => run.Status == "Faulted"),
        ["metadata"] = new JsonObject(),
    };

    static JsonObject List(InstanceHistory history, string? nodeId)
    {
        var items = new JsonArray([.. history.Runs.Where(run => string.IsNullOrEmpty(nodeId) || run.NodeId == nodeId).Select(run => Record(history, run))]);
        return new JsonObject { ["items"] = items, ["count"] = items.Count };
    }

    static JsonObject CallStack(InstanceHistory history, ActivityRun run)
    {
        var items = new JsonArray([.. history.Around(run).Select(one => Record(history, one))]);
        return new JsonObject { ["activityExecutionId"] = run.Id, ["items"] = items, ["totalCount"] = items.Count };
    }

    public static JsonObject Record(InstanceHistory history, ActivityRun run) => new JsonObject
    {
        ["id"] = run.Id,
        ["workflowInstanceId"] = history.Stored.Id,
        ["activityId"] = run.ActivityId,
        ["activityNodeId"] = run.NodeId,
        ["activityType"] = run.Type,
        ["activityTypeVersion"] = run.Node?.Version ?? 1,
        ["activityName"] = run.Node?.Name,
        ["activityState"] = ActivityState.Of(history, run),
        ["payload"] = run.Outcomes.Count == 0 ? [] : new JsonObject { ["Outcomes"] = Answers.Texts(run.Outcomes) },
        ["outputs"] = ActivityState.Read(run.Outputs),
        ["properties"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
        ["exception"] = run.Failure is null ? null : new JsonObject { ["type"] = "Fault", ["message"] = run.Failure, ["stackTrace"] = "" },
        ["startedAt"] = run.Began.At,
        ["completedAt"] = run.EndedAt,
        ["hasBookmarks"] = run.Waits,
        ["status"] = run.Status,
        ["aggregateFaultCount"] = run.Status == "Faulted" ? 1 : 0,
        ["callStackDepth"] = history.Around(run).Count() - 1,
    };
}
