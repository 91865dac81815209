using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Definitions;

/// <summary>Parts of a version, for a canvas that opens one container after another.</summary>
static class Subgraph
{
    public static void MapSubgraph(this IEndpointRouteBuilder api)
    {
        api.MapGet("workflow-definitions/subgraph/{id}", (string id, string? parentNodeId, HttpContext context, Operations operations) =>
            PartAsync(context, operations, id, definition => Node(definition.NodesByNodeId.GetValueOrDefault(parentNodeId ?? "") ?? definition.Root)));
        api.MapGet("workflow-definitions/subgraph/segments/{id}", (string id, string childNodeId, HttpContext context, Operations operations) =>
            PartAsync(context, operations, id, definition => definition.NodesByNodeId.GetValueOrDefault(childNodeId) is { } child ? Path(definition, child) : null));
    }

    static async Task<IResult> PartAsync(HttpContext context, Operations operations, string id, Func<WorkflowDefinition, JsonObject?> part) =>
        await operations.ReadAsync<FindDefinitions, DefinitionVersion?>(find => find.VersionAsync(id, context.RequestAborted)) is { } version
        && part(DefinitionJson.Read(await DefinitionReading.ShowAsync(context, operations, version))) is { } found
            ? Results.Json(found)
            : Results.NotFound();

    static JsonObject Node(ActivityNode node) => new JsonObject { ["nodeId"] = node.NodeId, ["port"] = PortOf(node), ["activity"] = node.Json.DeepClone(), ["children"] = new JsonArray() };

    /// <summary>The containers around an activity, the nearest first. Flowcharts do not count: they are what is drawn.</summary>
    static JsonObject Path(WorkflowDefinition definition, ActivityNode child)
    {
        var (container, segments) = (definition.Root, new JsonArray());
        for (var inner = child; inner.Parent is { } outer; inner = outer)
        {
            if (outer.Type == "Elsa.Flowchart")
                continue;
            container = outer;
            segments.Add(new JsonObject
            {
                ["activityNodeId"] = outer.NodeId,
                ["activityId"] = outer.Id,
                ["activityType"] = outer.Type,
                ["portName"] = PortOf(inner),
                ["activityName"] = outer.Name ?? outer.Type,
            });
        }

        return new JsonObject { ["childNode"] = Node(child), ["container"] = Node(container), ["pathSegments"] = segments };
    }

    static string PortOf(ActivityNode node) =>
        node.Parent?.Ports.FirstOrDefault(held => ReferenceEquals(held.Value, node)).Key is { Length: > 0 } port ? char.ToUpperInvariant(port[0]) + port[1..] : "Root";
}
