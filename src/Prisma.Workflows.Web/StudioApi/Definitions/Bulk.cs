using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.People;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.StudioApi.Definitions;

/// <summary>The list's actions on several definitions at once. One refusal refuses with all sentences; what could be done is done.</summary>
static class Bulk
{
    public static void MapBulk(this IEndpointRouteBuilder api)
    {
        api.MapPost("bulk-actions/publish/workflow-definitions/by-definition-ids", () =>
            Answers.Refused("Versions are published one by one, each with a sentence that says what changes and why."));
        api.MapPost("bulk-actions/retract/workflow-definitions/by-definition-ids", async (JsonObject body, HttpContext context, Operations operations) =>
        {
            var ids = Texts(body, "definitionIds");
            var problems = context.User.Is(Role.Administrator)
                ? await EachAsync(ids, id => operations.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(id, context.User.ActorOf(), context.RequestAborted)))
                : ["An administrator takes published versions back."];
            return problems.Count > 0 ? Answers.Refused(problems) : Results.Json(new { retracted = ids, alreadyRetracted = Array.Empty<string>(), notFound = Array.Empty<string>() });
        });
        api.MapPost("bulk-actions/delete/workflow-definitions/by-definition-id", async (JsonObject body, HttpContext context, Operations operations) =>
        {
            var ids = Texts(body, "definitionIds");
            var problems = await EachAsync(ids, id => DeleteAsync(context, operations, id, null));
            return problems.Count > 0 ? Answers.Refused(problems) : Results.Json(new { deleted = ids.Count });
        });
        api.MapPost("bulk-actions/delete/workflow-definitions/by-id", async (JsonObject body, HttpContext context, Operations operations) =>
        {
            var (versions, _) = await operations.ReadAsync<FindDefinitions, (IReadOnlyList<DefinitionVersion> Page, int Total)>(
                find => find.ListAsync(VersionsNamedIn(body), context.RequestAborted));
            var problems = await EachAsync(versions, version => DeleteAsync(context, operations, version.DefinitionId, version.Id));
            return problems.Count > 0 ? Answers.Refused(problems) : Results.Json(new { deleted = versions.Count });
        });
    }

    public static IReadOnlyList<string> Texts(JsonObject body, string member) => [.. (body[member] as JsonArray ?? []).Select(item => item?.ToString()).OfType<string>()];

    /// <summary>Those named in "ids"; where none is, none is meant.</summary>
    public static DefinitionFilter VersionsNamedIn(JsonObject body) => new(VersionWanted.All) { Ids = Texts(body, "ids") is { Count: > 0 } ids ? ids : [""], Take = 500 };

    static Task<Outcome<string>> DeleteAsync(HttpContext context, Operations operations, string definitionId, string? versionId) =>
        operations.RunAsync<DeleteDefinition, Outcome<string>>(delete => delete.ExecuteAsync(definitionId, versionId, context.User.ActorOf(), context.RequestAborted));

    /// <summary>Does it to each, and answers why it could not be done.</summary>
    public static async Task<IReadOnlyList<string>> EachAsync<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, Task<Outcome<TResult>>> act)
    {
        var sentences = new List<string>();
        foreach (var item in items)
            sentences.AddRange((await act(item)).Problems.Select(problem => problem.Value));
        return sentences;
    }
}
