using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Web.StudioApi.Descriptors;

/// <summary>What the Studio may offer: activities, expressions, types.</summary>
static class DescriptorRoutes
{
    static readonly string[] Empty =
    [
        "descriptors/log-persistence-strategies", "descriptors/commit-strategies/workflows", "descriptors/commit-strategies/activities",
        "descriptors/output-converters", "features/installed",
    ];

    static readonly (string Type, string Name, string? Language, bool ForAll)[] Expressions =
    [
        ("Literal", "As it stands", null, true),
        ("Object", "As a list", null, true),
        ("JavaScript", "JavaScript", "javascript", false),
        ("Liquid", "Liquid", "liquid", false),
        ("Variable", "A variable", null, false),
        ("Input", "An input", null, false),
    ];

    public static void MapDescriptors(this IEndpointRouteBuilder api)
    {
        api.MapGet("descriptors/activities", async (HttpRequest request, Operations operations, CancellationToken cancellation) =>
            Answers.List(await operations.ReadAsync<Palette, IReadOnlyList<JsonObject>>(palette => palette.ShapesAsync(ViewOf(request), cancellation))));
        api.MapPost("descriptors/activities/{type}/options/{property}", async (string type, string property, HttpRequest request, Operations operations, CancellationToken cancellation) =>
            Results.Json(new JsonObject { ["items"] = await operations.ReadAsync<Palette, JsonObject>(palette => palette.SpecificationsAsync(type, property, ViewOf(request), cancellation)) }));
        api.MapGet("descriptors/expression-descriptors", (HttpRequest request) => Answers.List(Expressions.Select(one => Expression(one.Type, one.Name, one.Language, one.ForAll || !ViewOf(request).IsPlain))));
        api.MapGet("descriptors/variables", () => Answers.List(TypeNames.ForVariables.Select(name =>
            new JsonObject { ["typeName"] = name, ["displayName"] = name, ["category"] = "Values", ["description"] = "" })));
        api.MapGet("descriptors/storage-drivers", () => Answers.List([
            Driver("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "Kept with the run", 5),
            Driver("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "Forgotten at the next wait", 0)]));
        api.MapGet("descriptors/workflow-activation-strategies", () => Answers.List([
            Strategy("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", "Always", "Any number may run at once."),
            Strategy("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", "One at a time", "None is started while another of this definition runs."),
            Strategy("Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Runtime", "One a correlation", "None is started while one of any definition runs that has the same correlation id."),
            Strategy("Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime", "One at a time and correlation", "None is started while another of this definition runs that has the same correlation id.")]));
        api.MapGet("descriptors/incident-strategies", () => Answers.List([
            Strategy("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", "Stop", "The run stops until somebody looks."),
            Strategy("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", "Go on", "Other branches go on.")]));
        api.MapPost("scripting/javascript/type-definitions/{id}", async (string id, Operations operations, CancellationToken cancellation) =>
        {
            var version = await operations.ReadAsync<FindDefinitions, DefinitionVersion?>(find => find.OfDefinitionAsync(id, VersionWanted.Latest, cancellation));
            return Results.Text(ScriptTypes.Of(version is null ? null : DefinitionJson.Read(version.Json)), "application/x-typescript");
        });
        foreach (var path in Empty)
            api.MapGet(path, () => Answers.List([]));
    }

    /// <summary>Our own frame asks for plain words and says what it draws; a Studio elsewhere sees all there is.</summary>
    static Palette.View ViewOf(HttpRequest request) => new(request.Headers["X-Prisma-View"] == "plain", request.Headers["X-Prisma-Definition"].ToString());

    static JsonObject Expression(string type, string name, string? language, bool isBrowsable) => new()
    {
        ["type"] = type,
        ["displayName"] = name,
        ["isSerializable"] = true,
        ["isBrowsable"] = isBrowsable,
        ["properties"] = language is null ? [] : new JsonObject { ["MonacoLanguage"] = language },
    };

    static JsonObject Driver(string type, string name, int priority) => new() { ["typeName"] = type, ["displayName"] = name, ["priority"] = priority, ["deprecated"] = false };

    static JsonObject Strategy(string type, string name, string description) => new() { ["typeName"] = type, ["displayName"] = name, ["description"] = description };
}
