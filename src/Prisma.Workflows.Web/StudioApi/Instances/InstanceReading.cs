using System.Text.Json.Nodes;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Views;
using Prisma.Workflows.Web.StudioApi.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>Runs as lists and one by one, with what happened in them.</summary>
static class InstanceReading
{
    const int Largest = 500;

    public static void MapInstanceReading(this IEndpointRouteBuilder api)
    {
        api.MapPost("workflow-instances", ListAsync);
        api.MapGet("workflow-instances/{id}", (string id, Operations operations, CancellationToken cancellation) => WithHistoryAsync(operations, id, InstanceShape.Whole, cancellation));
        api.MapGet("workflow-instances/{id}/variables", (string id, Operations operations, CancellationToken cancellation) => WithHistoryAsync(operations, id, InstanceShape.Variables, cancellation));
        api.MapGet("workflow-instances/{id}/execution-state", async (string id, Operations operations, CancellationToken cancellation) =>
            await operations.ReadAsync<ReadInstances, StoredInstance?>(read => read.FindAsync(id, cancellation)) is { } instance
                ? Results.Json(new { status = instance.Status, workflowSubStatus = instance.SubStatus, updatedAt = instance.UpdatedAt })
                : Results.NotFound());
        api.MapGet("workflow-instances/{id}/journal", (string id, int? skip, int? take, int? page, int? pageSize, Operations operations, CancellationToken cancellation) =>
            WithHistoryAsync(operations, id, history => JournalShape.Page(history, null, skip ?? (page ?? 0) * (pageSize ?? 100), take ?? pageSize ?? 100), cancellation));
        api.MapPost("workflow-instances/{id}/journal", (string id, int? skip, int? take, JsonObject? body, Operations operations, CancellationToken cancellation) =>
            WithHistoryAsync(operations, id, history => JournalShape.Page(history, body?["filter"] as JsonObject, skip ?? 0, take ?? 100), cancellation));
    }

    public static async Task<IResult> WithHistoryAsync(Operations operations, string id, Func<InstanceHistory, JsonNode> shape, CancellationToken cancellation) =>
        await operations.ReadAsync<ReadInstances, InstanceHistory?>(read => read.HistoryAsync(id, cancellation)) is { } history ? Results.Json(shape(history)) : Results.NotFound();

    static async Task<IResult> ListAsync(JsonObject body, Operations operations, CancellationToken cancellation)
    {
        var size = Math.Clamp((int?)body["pageSize"] ?? 25, 1, Largest);
        var filter = new InstanceFilter
        {
            DefinitionIds = [.. Bulk.Texts(body, "definitionIds"), .. Single(body, "definitionId")],
            Statuses = [.. Bulk.Texts(body, "statuses"), .. Single(body, "status")],
            SubStatuses = [.. Bulk.Texts(body, "subStatuses"), .. Single(body, "subStatus")],
            CorrelationId = (string?)body["correlationId"] ?? "",
            Search = ((string?)body["searchTerm"] ?? "").Trim(),
            HasIncidents = (bool?)body["hasIncidents"],
            OldestFirst = "Ascending".Equals((string?)body["orderDirection"], StringComparison.OrdinalIgnoreCase),
            Take = size,
            Skip = Math.Clamp((int?)body["page"] ?? 0, 0, int.MaxValue / Largest) * size,
        };
        var (page, total) = await operations.ReadAsync<ReadInstances, (IReadOnlyList<StoredInstance> Page, int Total)>(read => read.ListAsync(filter, cancellation));
        return Answers.Page(page.Select(InstanceShape.Summary), total);
    }

    static IEnumerable<string> Single(JsonObject body, string member) => (string?)body[member] is { Length: > 0 } one ? [one] : [];
}
