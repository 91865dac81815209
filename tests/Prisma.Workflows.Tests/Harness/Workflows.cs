using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Triggers;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>Small definitions written in a line, and what a test asks of the runtime.</summary>
public static class Workflows
{
    /// <summary>An activity with literal inputs.</summary>
    public static JsonObject Activity(string type, string id, params (string Name, JsonNode Value)[] inputs)
    {
        var node = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
        {
            node[name] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value.DeepClone() } };
        }

        return node;
    }

    public static JsonObject Say(string id) => Activity("Elsa.WriteLine", id, ("text", id));

    public static JsonObject Wait(string id, string eventName) => Activity("Elsa.Event", id, ("eventName", eventName));

    public static JsonObject Starting(JsonObject activity)
    {
        activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return activity;
    }

    /// <summary>One activity after another, each left by its "port" where it names one.</summary>
    public static string Chain(string definitionId, params JsonObject[] activities) => Definition(definitionId, null, activities);

    public static string Definition(string definitionId, JsonObject? options, params JsonObject[] activities)
    {
        var connections = activities.Zip(activities.Skip(1)).Select(pair => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = pair.First["id"]!.ToString(), ["port"] = pair.First["port"]?.ToString() ?? "Done" },
            ["target"] = new JsonObject { ["activity"] = pair.Second["id"]!.ToString(), ["port"] = "In" },
        }).ToArray();
        foreach (var activity in activities)
        {
            activity.Remove("port");
        }

        return new JsonObject
        {
            ["id"] = $"{definitionId}-1",
            ["definitionId"] = definitionId,
            ["name"] = definitionId,
            ["version"] = 1,
            ["options"] = options,
            ["root"] = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray([.. activities]), ["connections"] = new JsonArray(connections) },
        }.ToJsonString();
    }

    public static async Task PublishAsync(this Product product, params string[] definitions)
    {
        foreach (var json in definitions)
        {
            var import = await product.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(json, true, "Wren Alder", Cancellation));
            Assert.DoesNotContain(import.Problems, problem => problem.Severity == Severity.Error);
            Assert.True(import.IsPublished);
        }
    }

    public static Task StartWorkflowAsync(this Product product, string definitionId, string instanceId, string? correlationId = null) =>
        product.RunAsync<WorkflowRuntime>(runtime => runtime.StartAsync(definitionId, instanceId, null, correlationId, Cancellation));

    public static Task<int> RaiseAsync(this Product product, string name, JsonNode? payload = null, string? correlationId = null, string? instanceId = null) =>
        product.RunAsync<RaiseEvent, int>(raise => raise.ExecuteAsync(new PublishedEvent(name, payload, correlationId, instanceId), Cancellation));

    public static async Task<WorkflowInstance> InstanceAsync(this Product product, string id) =>
        InstanceJson.Read(await product.ReadAsync(db => db.Instances.Where(instance => instance.Id == id).Select(instance => instance.State).SingleAsync()));

    public static Task<List<string>> StatesAsync(this Product product, string definitionId) =>
        product.ReadAsync(db => db.Instances.Where(instance => instance.DefinitionId == definitionId).OrderBy(instance => instance.CreatedAt).ThenBy(instance => instance.Id).Select(instance => instance.SubStatus).ToListAsync());

    /// <summary>Whether that activity has completed, in whichever instance.</summary>
    public static Task<int> CompletedAsync(this Product product, string activityId) =>
        product.ReadAsync(db => db.ActivityLog.CountAsync(entry => entry.ActivityId == activityId && entry.Event == "Completed"));
}
