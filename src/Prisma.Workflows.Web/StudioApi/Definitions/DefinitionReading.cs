using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.People;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.StudioApi.Descriptors;

namespace Prisma.Workflows.Web.StudioApi.Definitions;

/// <summary>Definitions as lists and one by one.</summary>
static class DefinitionReading
{
    /// <summary>Which save the answer shows; our frame sends it back with the next save.</summary>
    public const string RevisionHeader = "X-Prisma-Revision";

    public static void MapDefinitionReading(this IEndpointRouteBuilder api)
    {
        api.MapGet("workflow-definitions", ListAsync);
        api.MapGet("workflow-definitions/by-definition-id/{id}", (string id, string? versionOptions, HttpContext context, Operations operations) =>
            OneAsync(context, operations, find => find.OfDefinitionAsync(id, VersionWanted.Parse(versionOptions, VersionWanted.Latest), context.RequestAborted)));
        api.MapGet("workflow-definitions/by-id/{id}", (string id, HttpContext context, Operations operations) =>
            OneAsync(context, operations, find => find.VersionAsync(id, context.RequestAborted)));
        api.MapGet("workflow-definitions/many-by-id", async (string[] ids, HttpContext context, Operations operations) =>
        {
            var (page, _) = await FindAsync(operations, new DefinitionFilter(VersionWanted.All) { Ids = ids.Length == 0 ? [""] : ids }, context.RequestAborted);
            var known = await KnownAsync(context, operations);
            return Answers.List(page.Select(version => DefinitionShape.Whole(version, known, context.MayDraw())));
        });
        api.MapGet("workflow-definitions/query/count", async (Operations operations, CancellationToken cancellation) =>
            Results.Json(new { count = (await FindAsync(operations, new DefinitionFilter(VersionWanted.Latest) { Take = 1 }, cancellation)).Total }));
        api.MapGet("workflow-definitions/validation/is-name-unique", async (string name, string? definitionId, Operations operations, CancellationToken cancellation) =>
            Results.Json(new { isUnique = !await operations.ReadAsync<FindDefinitions, bool>(find => find.IsNameTakenAsync(name.Trim(), definitionId, cancellation)) }));
        api.MapGet("workflow-definitions/{id}/consumers", async (string id, Operations operations, CancellationToken cancellation) =>
        {
            var consumers = await operations.ReadAsync<FindDefinitions, List<DefinitionVersion>>(find => find.ConsumersAsync(id, cancellation));
            return Results.Json(new { consumingWorkflowDefinitionIds = consumers.Select(version => version.DefinitionId) });
        });
    }

    public static bool MayDraw(this HttpContext context) => context.User.Is(Role.Steward) || context.User.Is(Role.Administrator);

    public static Task<Func<Engine.Definitions.ActivityNode, bool>> KnownAsync(HttpContext context, Operations operations) =>
        operations.ReadAsync<Palette, Func<Engine.Definitions.ActivityNode, bool>>(palette => palette.KnownAsync(context.RequestAborted));

    /// <summary>The version as the Studio draws it, with the save it shows in a header.</summary>
    public static async Task<JsonObject> ShowAsync(HttpContext context, Operations operations, DefinitionVersion version)
    {
        context.Response.Headers[RevisionHeader] = version.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return DefinitionShape.Whole(version, await KnownAsync(context, operations), context.MayDraw());
    }

    static async Task<IResult> ListAsync([AsParameters] DefinitionQuery query, HttpContext context, Operations operations)
    {
        var (page, total) = await FindAsync(operations, query.Filter, context.RequestAborted);
        var mayDraw = context.MayDraw();
        return Answers.Page(page.Select(version => DefinitionShape.Summary(version, mayDraw)), total, mayDraw ? ["bulk-publish", "bulk-retract", "bulk-delete"] : []);
    }

    static async Task<IResult> OneAsync(HttpContext context, Operations operations, Func<FindDefinitions, Task<DefinitionVersion?>> find) =>
        await operations.ReadAsync(find) is { } version ? Results.Json(await ShowAsync(context, operations, version)) : Results.NotFound();

    static Task<(IReadOnlyList<DefinitionVersion> Page, int Total)> FindAsync(Operations operations, DefinitionFilter filter, CancellationToken cancellation) =>
        operations.ReadAsync<FindDefinitions, (IReadOnlyList<DefinitionVersion> Page, int Total)>(find => find.ListAsync(filter, cancellation));
}
