using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Pathways.Runs;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Triggers;
using Prisma.Workflows.Runtime.Views;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.StudioApi.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>Starting and ending runs, and telling them that something happened outside.</summary>
static class Running
{
    public static void MapRunning(this IEndpointRouteBuilder api)
    {
        api.MapPost("workflow-definitions/{id}/execute", ExecuteAsync);
        api.MapPost("cancel/workflow-instances/{id}", (string id, HttpContext context, Operations operations) => EachAsync([id], "cancelled", CancelAsync(context, operations)));
        api.MapDelete("workflow-instances/{id}", async (string id, HttpContext context, Operations operations) =>
            await EachAsync([id], "deleted", RemoveAsync(context, operations)) is IStatusCodeHttpResult { StatusCode: StatusCodes.Status400BadRequest } refusal ? (IResult)refusal : Results.NoContent());
        api.MapPost("bulk-actions/cancel/workflow-instances", (JsonObject body, HttpContext context, Operations operations) => EachAsync(Bulk.Texts(body, "ids"), "cancelled", CancelAsync(context, operations)));
        api.MapPost("bulk-actions/delete/workflow-instances/by-id", (JsonObject body, HttpContext context, Operations operations) => EachAsync(Bulk.Texts(body, "ids"), "deleted", RemoveAsync(context, operations)));
        api.MapPost("tasks/{id}/complete", CompleteAsync);
        api.MapPost("events/{name}/trigger", RaiseAsync);
    }

    static async Task<IResult> ExecuteAsync(string id, JsonObject? body, HttpContext context, Operations operations)
    {
        var request = new StartRequest
        {
            InstanceId = Guid.CreateVersion7().ToString("N"),
            Input = body?["input"]?.DeepClone() as JsonObject,
            CorrelationId = Named(body, "correlationId"),
            Name = Named(body, "name"),
            TriggerActivityId = Named(body, "triggerActivityId"),
        };
        var wanted = VersionWanted.Parse(Named(body, "versionOptions"), VersionWanted.All);
        var outcome = await operations.RunAsync<StartRun, Outcome<WorkflowInstance>>(start => start.ExecuteAsync(id, wanted, request, context.User.ActorOf(), context.RequestAborted), context.RequestAborted);
        if (!outcome.IsDone)
            return Answers.Refused(outcome.Problems);
        context.Response.Headers["x-elsa-workflow-instance-id"] = request.InstanceId;
        return await InstanceReading.WithHistoryAsync(context, operations, request.InstanceId, Started);
    }

    /// <summary>How far it came, and what went wrong.</summary>
    static JsonObject Started(InstanceHistory history)
    {
        var run = InstanceShape.Whole(history);
        run["workflowInstanceId"] = history.Stored.Id;
        return run;
    }

    static Func<string, Task<Outcome<StoredInstance>>> CancelAsync(HttpContext context, Operations operations) =>
        id => operations.RunAsync<EndRun, Outcome<StoredInstance>>(end => end.CancelAsync(id, context.User.ActorOf(), context.RequestAborted), context.RequestAborted);

    static Func<string, Task<Outcome<StoredInstance>>> RemoveAsync(HttpContext context, Operations operations) =>
        id => operations.RunAsync<EndRun, Outcome<StoredInstance>>(end => end.RemoveAsync(id, context.User.ActorOf(), context.RequestAborted), context.RequestAborted);

    /// <param name="done">The member of the answer that says how many.</param>
    static async Task<IResult> EachAsync(IReadOnlyList<string> ids, string done, Func<string, Task<Outcome<StoredInstance>>> act)
    {
        var problems = ids.Count == 0 ? ["Name the runs in “ids”: they are not chosen by their definition here."] : await Bulk.EachAsync(ids, act);
        return problems.Count > 0 ? Answers.Refused(problems) : Results.Json(new JsonObject { [done] = ids.Count });
    }

    /// <summary>An event starts what it triggers and wakes who waits; one that is meant for somebody who is not listening yet is kept.</summary>
    static async Task<IResult> RaiseAsync(string name, JsonObject? body, Operations operations, CancellationToken cancellation)
    {
        var published = new PublishedEvent(name, (body?["payload"] ?? body?["input"])?.DeepClone(), Named(body, "correlationId"), Named(body, "workflowInstanceId"));
        var heard = await operations.RunAsync<RaiseEvent, int>(raise => raise.ExecuteAsync(published, cancellation), cancellation);
        return heard == 0 && published is { CorrelationId: null, InstanceId: null } ? Answers.Refused($"No run waits for “{name}”.") : Results.Json(new { count = heard });
    }

    static string? Named(JsonObject? body, string member) => body?[member]?.ToString() is { Length: > 0 } text ? text : null;

    static async Task<IResult> CompleteAsync(string id, JsonObject? body, Operations operations, CancellationToken cancellation)
    {
        var result = new JsonObject { ["Result"] = body?["result"]?.DeepClone() };
        var woken = await operations.RunAsync<WorkflowRuntime, int>(runtime => runtime.ResumeMatchingAsync(Stimulus.ForTask(id), result, cancellation), cancellation);
        return woken > 0 ? Results.Json(new { count = woken }) : Answers.Refused("No run waits for this task: it was done already, or its run has ended.");
    }
}
