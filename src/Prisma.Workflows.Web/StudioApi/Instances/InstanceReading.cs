using Prisma.Workflows.Pathways.Runs;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Views;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.StudioApi.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>Runs as lists and one by one, with what happened in them.</summary>
static class InstanceReading
{
    const int Largest = 500;

    public static void MapInstanceReading(this IEndpointRouteBuilder api)
    {
        api.MapGet("workflow-instances/{id}", (string id, HttpContext context, Operations operations) => WithHistoryAsync(context, operations, id, InstanceShape.Whole));
        api.MapGet("workflow-instances/{id}/variables", (string id, HttpContext context, Operations operations) => ListedAsync(context, operations, id, InstanceShape.Variables));
        api.MapGet("workflow-instances/{id}/execution-state", async (string id, HttpContext context, Operations operations) =>
            await operations.ReadAsync<ReadInstances, StoredInstance?>(read => read.FindAsync(id, context.RequestAborted)) is { } instance && await MayReadAsync(context, operations, instance)
                ? Results.Json(new { status = instance.Status, workflowSubStatus = instance.SubStatus, updatedAt = instance.UpdatedAt })
                : Results.NotFound());
        api.MapGet("workflow-instances/{id}/journal", (string id, int? skip, int? take, int? page, int? pageSize, HttpContext context, Operations operations) =>
            ListedAsync(context, operations, id, history => JournalShape.Page(history, null, skip ?? (page ?? 0) * (pageSize ?? 100), take ?? pageSize ?? 100)));
        api.MapPost("workflow-instances/{id}/journal", (string id, int? skip, int? take, JsonObject? body, HttpContext context, Operations operations) =>
            ListedAsync(context, operations, id, history => JournalShape.Page(history, body?["filter"] as JsonObject, skip ?? 0, take ?? 100)));
    }

    /// <summary>All runs, of whatever event.</summary>
    public static void MapInstanceLists(this IEndpointRouteBuilder api) => api.MapPost("workflow-instances", ListAsync);

    /// <summary>A run with all that happened in it; null where there is none, or where it is not for who asks.</summary>
    public static async Task<InstanceHistory?> HistoryAsync(HttpContext context, Operations operations, string id) =>
        await operations.ReadAsync<ReadInstances, InstanceHistory?>(read => read.HistoryAsync(id, context.RequestAborted)) is { } history && await MayReadAsync(context, operations, history.Stored) ? history : null;

    public static async Task<IResult> WithHistoryAsync(HttpContext context, Operations operations, string id, Func<InstanceHistory, JsonNode> shape) =>
        await HistoryAsync(context, operations, id) is { } history ? Results.Json(shape(history)) : Results.NotFound();

    /// <summary>The same for what is a list: an open viewer goes on asking for those of a run that was deleted meanwhile, and one that is missing breaks its page.</summary>
    public static async Task<IResult> ListedAsync(HttpContext context, Operations operations, string id, Func<InstanceHistory, JsonNode> shape) =>
        Results.Json(await HistoryAsync(context, operations, id) is { } history ? shape(history) : NothingListed());

    /// <summary>A list in each of the forms that the viewer reads.</summary>
    public static JsonObject NothingListed() => new() { ["items"] = new JsonArray(), ["stats"] = new JsonArray(), ["count"] = 0, ["totalCount"] = 0 };

    static async Task<bool> MayReadAsync(HttpContext context, Operations operations, StoredInstance run) =>
        context.User.Accompanies(await operations.ReadAsync<FindTeam, IReadOnlyList<Guid>>(find => find.ExecuteAsync(run.CorrelationId, context.RequestAborted)));

    static async Task<IResult> ListAsync(JsonObject body, Operations operations, CancellationToken cancellation)
    {
        var size = Math.Clamp(Number(body, "pageSize") ?? 25, 1, Largest);
        var times = (body["timestampFilters"] as JsonArray ?? []).Select(BoundOf).ToList();
        if (times.Contains(null))
            return Answers.Refused("A time is named as “CreatedAt”, “UpdatedAt” or “FinishedAt”, compared by “Is”, “IsNot”, “LessThan”, “LessThanOrEqual”, “GreaterThan” or “GreaterThanOrEqual”, and written like 2027-03-10T09:00:00Z.");
        var filter = new InstanceFilter
        {
            DefinitionIds = [.. Bulk.Texts(body, "definitionIds"), .. Single(body, "definitionId")],
            Statuses = [.. Bulk.Texts(body, "statuses"), .. Single(body, "status")],
            SubStatuses = [.. Bulk.Texts(body, "subStatuses"), .. Single(body, "subStatus")],
            CorrelationId = body["correlationId"]?.ToString() ?? "",
            Search = (body["searchTerm"]?.ToString() ?? "").Trim(),
            HasIncidents = bool.TryParse(body["hasIncidents"]?.ToString(), out var troubled) ? troubled : null,
            Times = [.. times.OfType<TimeBound>()],
            OrderBy = body["orderBy"]?.ToString() ?? "",
            OldestFirst = "Ascending".Equals(body["orderDirection"]?.ToString(), StringComparison.OrdinalIgnoreCase),
            Take = size,
            Skip = Math.Clamp(Number(body, "page") ?? 0, 0, int.MaxValue / Largest) * size,
        };
        var (page, total) = await operations.ReadAsync<ReadInstances, (IReadOnlyList<StoredInstance> Page, int Total)>(read => read.ListAsync(filter, cancellation));
        return Answers.Page(page.Select(InstanceShape.Summary), total);
    }

    static TimeBound? BoundOf(JsonNode? asked) =>
        asked is JsonObject && DateTimeOffset.TryParse(asked["timestamp"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && new TimeBound(asked["column"]?.ToString() ?? "", asked["operator"]?.ToString() ?? "", at) is { IsKnown: true } bound ? bound : null;

    static int? Number(JsonObject body, string member) => int.TryParse(body[member]?.ToString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    static IEnumerable<string> Single(JsonObject body, string member) => body[member]?.ToString() is { Length: > 0 } one ? [one] : [];
}
