using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.People;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.StudioApi.Definitions;

/// <summary>Saving, publishing, taking back, reverting and deleting.</summary>
static class DefinitionWriting
{
    /// <summary>The answer of a try; a refusal would end the Studio's page.</summary>
    const string NotTried = "An activity is not tried by itself: it would lack what comes before it. Rehearse the pathway (“rehearse” on the command line), or publish it under another name and start a run of it.";

    const string NotPublisher = "An administrator publishes what stewards consented to. Your draft is saved.";

    public static void MapDefinitionWriting(this IEndpointRouteBuilder api)
    {
        api.MapPost("workflow-definitions", SaveAsync);
        api.MapPost("tests/activities", () => Results.Json(new { activityState = new JsonObject { ["Why"] = NotTried }, outputs = new { }, status = "Canceled" }));
        api.MapPost("workflow-definitions/{id}/publish", (string id, JsonObject? body, HttpContext context, Operations operations) =>
            PublishAsync(context, operations, id, body?["sentence"]?.ToString()));
        api.MapPost("workflow-definitions/{id}/retract", RetractAsync);
        api.MapPost("workflow-definitions/{id}/revert/{version:int}", RevertAsync);
        api.MapDelete("workflow-definitions/{id}", (string id, HttpContext context, Operations operations) => DeleteAsync(context, operations, id, null));
        api.MapDelete("workflow-definition-versions/{id}", async (string id, HttpContext context, Operations operations) =>
            await operations.ReadAsync<FindDefinitions, DefinitionVersion?>(find => find.VersionAsync(id, context.RequestAborted)) is { } version
                ? await DeleteAsync(context, operations, version.DefinitionId, id)
                : Answers.Refused("This version is no longer here."));
    }

    /// <summary>Publishes and answers as for a save; every refusal is a sentence.</summary>
    public static async Task<IResult> PublishAsync(HttpContext context, Operations operations, string definitionId, string? sentence)
    {
        if (!context.User.Is(Role.Administrator))
            return Answers.Refused(NotPublisher);
        var already = await operations.ReadAsync<FindDefinitions, DefinitionVersion?>(find => find.OfDefinitionAsync(definitionId, VersionWanted.LatestAndPublished, context.RequestAborted));
        var outcome = await operations.RunAsync<PublishDraft, Outcome<DefinitionVersion>>(
            publish => publish.ExecuteAsync(new PublishRequest(definitionId, null, sentence ?? ""), context.User.ActorOf(), context.RequestAborted), context.RequestAborted);
        return outcome.IsDone ? await SavedAsync(context, operations, outcome.Value, already is not null) : Answers.Refused(outcome.Problems);
    }

    static async Task<IResult> SaveAsync(JsonObject body, ActivityCatalogue catalogue, HttpContext context, Operations operations)
    {
        if (body["model"] is not JsonObject model || Document(model, catalogue) is not { } document)
            return Answers.Refused("What was sent cannot be read as a workflow with a root activity. Reload the page and try again.");
        var draft = new DraftToSave(model["definitionId"]?.ToString(), document, BaseOf(context.Request)) { IsDrawn = true };
        var outcome = await operations.RunAsync<SaveDraft, Outcome<SavedDraft>>(save => save.ExecuteAsync(draft, context.User.ActorOf(), context.RequestAborted), context.RequestAborted);
        if (!outcome.IsDone)
            return Answers.Refused(outcome.Problems);
        return body["publish"]?.ToString() == "true"
            ? await PublishAsync(context, operations, outcome.Value.DefinitionId, body["sentence"]?.ToString())
            : await SavedAsync(context, operations, (await VersionAsync(context, operations, outcome.Value.VersionId))!);
    }

    static JsonObject? Document(JsonObject model, ActivityCatalogue catalogue)
    {
        try
        {
            return PostedDefinition.Complete(model, catalogue);
        }
        catch (Exception unreadable) when (unreadable is Engine.Definitions.DefinitionInvalidException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    static int? BaseOf(HttpRequest request) =>
        int.TryParse(request.Headers[DefinitionReading.RevisionHeader], System.Globalization.CultureInfo.InvariantCulture, out var revision) ? revision : null;

    static async Task<IResult> SavedAsync(HttpContext context, Operations operations, DefinitionVersion version, bool alreadyPublished = false) =>
        Results.Json(new JsonObject
        {
            ["workflowDefinition"] = await DefinitionReading.ShowAsync(context, operations, version),
            ["alreadyPublished"] = alreadyPublished,
            ["consumingWorkflowCount"] = 0,
        });

    static async Task<IResult> RetractAsync(string id, HttpContext context, Operations operations)
    {
        if (!context.User.Is(Role.Administrator))
            return Answers.Refused("An administrator takes published versions back.");
        var outcome = await operations.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(id, context.User.ActorOf(), context.RequestAborted), context.RequestAborted);
        return outcome.IsDone ? Results.Json(await DefinitionReading.ShowAsync(context, operations, outcome.Value)) : Answers.Refused(outcome.Problems);
    }

    static async Task<IResult> RevertAsync(string id, int version, HttpContext context, Operations operations)
    {
        var outcome = await operations.RunAsync<RevertVersion, Outcome<SavedDraft>>(revert => revert.ExecuteAsync(id, version, context.User.ActorOf(), context.RequestAborted), context.RequestAborted);
        if (!outcome.IsDone)
            return Answers.Refused(outcome.Problems);
        context.Response.Headers[DefinitionReading.RevisionHeader] = outcome.Value.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Json(DefinitionShape.Summary((await VersionAsync(context, operations, outcome.Value.VersionId))!, mayEdit: true));
    }

    static async Task<IResult> DeleteAsync(HttpContext context, Operations operations, string definitionId, string? versionId)
    {
        var outcome = await operations.RunAsync<DeleteDefinition, Outcome<string>>(delete => delete.ExecuteAsync(definitionId, versionId, context.User.ActorOf(), context.RequestAborted), context.RequestAborted);
        return outcome.IsDone ? Results.NoContent() : Answers.Refused(outcome.Problems);
    }

    public static Task<DefinitionVersion?> VersionAsync(HttpContext context, Operations operations, string versionId) =>
        operations.ReadAsync<FindDefinitions, DefinitionVersion?>(find => find.VersionAsync(versionId, context.RequestAborted));
}
