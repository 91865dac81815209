using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Tests.Authoring;

/// <summary>Small definitions, and people who draw them.</summary>
static class Drawing
{
    public static readonly Actor Wren = new(Guid.Parse("01935d00-0000-7000-8000-000000000001"), "Wren Alder");

    public static readonly Actor Ash = new(Guid.Parse("01935d00-0000-7000-8000-000000000002"), "Ash Linden");

    /// <summary>A flowchart of lines that write their own id, one after the other.</summary>
    public static JsonObject Of(params string[] ids) => new()
    {
        ["name"] = "The weir",
        ["root"] = new JsonObject
        {
            ["id"] = "root",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray([.. ids.Select(Step)]),
            ["connections"] = new JsonArray([.. ids.Zip(ids.Skip(1), Connection)]),
        },
    };

    public static JsonObject Step(string id) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.WriteLine",
        ["version"] = 1,
        ["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = id } },
    };

    public static IEnumerable<string> IdsOf(string json)
    {
        var definition = DefinitionJson.Read(json);
        return definition.Nodes.Where(node => node != definition.Root).Select(node => node.Id);
    }

    public static Task<Outcome<SavedDraft>> SaveAsync(this Product product, JsonObject document, int? baseRevision, string? definitionId = null, Actor? by = null) =>
        product.RunAsync<SaveDraft, Outcome<SavedDraft>>(save => save.ExecuteAsync(new DraftToSave(definitionId, document, baseRevision), by ?? Wren, TestContext.Current.CancellationToken));

    public static async Task<DraftView> DraftAsync(this Product product, string definitionId) =>
        (await product.Operations.ReadAsync<ReadDraft, DraftView?>(read => read.ExecuteAsync(definitionId, TestContext.Current.CancellationToken)))!;

    static JsonObject Connection(string source, string target) => new()
    {
        ["source"] = new JsonObject { ["activity"] = source, ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
    };
}
