namespace Prisma.Workflows.Engine.Tests.Samples;

/// <summary>Writes small definitions: activities by their kind, connections as "a>b" or "a:True>b".</summary>
static class Sample
{
    internal static WorkflowDefinition Flow(JsonObject[] activities, params string[] connections) => Definition(Chart("chart", activities, connections));

    internal static WorkflowDefinition Definition(JsonObject root, Action<JsonObject>? change = null)
    {
        var document = new JsonObject
        {
            ["id"] = "sample-1",
            ["definitionId"] = "sample",
            ["name"] = "Sample",
            ["version"] = 1,
            ["isLatest"] = true,
            ["isPublished"] = true,
            ["root"] = root,
        };
        change?.Invoke(document);
        return DefinitionJson.Read(document.ToJsonString());
    }

    internal static JsonObject Chart(string id, JsonObject[] activities, params string[] connections) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.Flowchart",
        ["activities"] = new JsonArray([.. activities]),
        ["connections"] = new JsonArray([.. connections.Select(Connection)]),
    };

    internal static JsonObject Sequence(string id, params JsonObject[] activities) =>
        new() { ["id"] = id, ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray([.. activities]) };

    /// <summary>Writes its own id.</summary>
    internal static JsonObject Line(string id) => Activity(id, "Elsa.WriteLine", ("text", Literal(id)));

    internal static JsonObject ScriptLine(string id, string script) => Activity(id, "Elsa.WriteLine", ("text", JavaScript(script)));

    internal static JsonObject Decision(string id, bool answer) => Activity(id, "Elsa.FlowDecision", ("condition", Literal(answer)));

    internal static JsonObject DecisionBy(string id, string script) => Activity(id, "Elsa.FlowDecision", ("condition", JavaScript(script)));

    internal static JsonObject Join(string id, string mode) => Activity(id, "Elsa.FlowJoin", ("mode", Literal(mode)));

    /// <summary>Waits for the event named like the activity.</summary>
    internal static JsonObject Event(string id) => Activity(id, "Elsa.Event", ("eventName", Literal(id)));

    internal static JsonObject Delay(string id, string time) => Activity(id, "Elsa.Delay", ("timeSpan", Literal(time)));

    internal static JsonObject Fault(string id) => Activity(id, "Elsa.Fault", ("message", Literal(id + " failed")));

    internal static JsonObject Script(string id, string script) => Activity(id, "Elsa.RunJavaScript", ("script", Literal(script)));

    internal static JsonObject Activity(string id, string type, params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in members)
            json[name] = value;
        return json;
    }

    internal static JsonObject Literal(JsonNode? value) => Input("Literal", value);

    internal static JsonObject JavaScript(string script) => Input("JavaScript", script);

    internal static JsonObject Input(string type, JsonNode? value, string typeName = "Object") =>
        new() { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    internal static JsonObject Output(string target) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = target } };

    internal static JsonObject Variable(string name, string typeName = "Object", JsonNode? value = null) =>
        new() { ["id"] = name + "-id", ["name"] = name, ["typeName"] = typeName, ["value"] = value, ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" };

    internal static Action<JsonObject> Variables(params JsonObject[] variables) => document => document["variables"] = new JsonArray([.. variables]);

    internal static Action<JsonObject> ContinuesWithIncidents { get; } = document => document["options"] = new JsonObject
    {
        ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core",
    };

    static JsonNode Connection(string text)
    {
        var (from, target) = (text.Split('>')[0], text.Split('>')[1]);
        var parts = from.Split(':');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = parts[0], ["port"] = parts.Length > 1 ? parts[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        };
    }
}
