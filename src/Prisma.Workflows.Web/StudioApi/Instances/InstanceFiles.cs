using System.Net.Mime;
using System.Text;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Runtime.Views;
using Prisma.Workflows.Web.StudioApi.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>Runs as files: one by itself, several in an archive.</summary>
static class InstanceFiles
{
    public static void MapInstanceFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("workflow-instances/{id}/export", (string id, bool? includeBookmarks, bool? includeActivityExecutionLog, bool? includeWorkflowExecutionLog, HttpContext context, Operations operations) =>
            ExportAsync(context, operations, [id], new Wanted(includeBookmarks == true, includeActivityExecutionLog == true, includeWorkflowExecutionLog == true)));
        api.MapPost("bulk-actions/export/workflow-instances", (JsonObject body, HttpContext context, Operations operations) =>
            ExportAsync(context, operations, Bulk.Texts(body, "ids"), new Wanted(Asks(body, "includeBookmarks"), Asks(body, "includeActivityExecutionLog"), Asks(body, "includeWorkflowExecutionLog"))));
    }

    static bool Asks(JsonObject body, string member) => body[member]?.ToString() == "true";

    static async Task<IResult> ExportAsync(HttpContext context, Operations operations, IReadOnlyList<string> ids, Wanted wanted)
    {
        var files = new List<(string Name, byte[] Content)>();
        foreach (var id in ids)
        {
            if (await InstanceReading.HistoryAsync(context, operations, id) is { } history)
                files.Add(($"workflow-instance-{id}.json", Encoding.UTF8.GetBytes(File(history, wanted).ToJsonString())));
        }

        return files switch
        {
            [] => Results.NotFound(),
            [var (name, content)] => Results.File(content, MediaTypeNames.Application.Json, name),
            _ => Results.File(GuardedZip.Write(files), MediaTypeNames.Application.Zip, "workflow-instances.zip"),
        };
    }

    static JsonObject File(InstanceHistory history, Wanted wanted)
    {
        var state = InstanceShape.Whole(history)["workflowState"]!;
        var file = new JsonObject { ["WorkflowState"] = state.DeepClone() };
        if (wanted.Bookmarks)
            file["Bookmarks"] = state["bookmarks"]!.DeepClone();
        if (wanted.Executions)
            file["ActivityExecutionRecords"] = new JsonArray([.. history.Runs.Select(run => Executions.Record(history, run))]);
        if (wanted.Log)
            file["WorkflowExecutionLogRecords"] = JournalShape.Lines(history, history.Log);
        return file;
    }

    sealed record Wanted(bool Bookmarks, bool Executions, bool Log);
}
