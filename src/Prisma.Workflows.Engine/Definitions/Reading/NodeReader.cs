using System.Collections.Frozen;
using System.Text.Json;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Definitions.Reading;

/// <summary>Reads activity nodes in every shape Elsa has written, whatever their type.</summary>
sealed class NodeReader
{
    static readonly FrozenSet<string> Reserved = new[]
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "connections", "variables", "activities",
        "applicationProperties", "canStartWorkflow", "runAsynchronously", "$type", "_type", "cases", "variable",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    internal List<ActivityNode> All { get; } = [];

    internal ActivityNode Read(JsonObject json) => Read(json, parent: null);

    ActivityNode Read(JsonObject json, ActivityNode? parent)
    {
        if (All.Count > DefinitionJson.MaxActivities)
            throw DefinitionJson.Invalid("TooBig", string.Create(CultureInfo.InvariantCulture, $"The definition has more than {DefinitionJson.MaxActivities:N0} activities in its root. Split it into several definitions."));

        var type = JsonMembers.Text(json, "type") ?? "";
        var id = JsonMembers.Text(json, "id") is { Length: > 0 } given ? DefinitionJson.Id(given) : $"{type[(type.LastIndexOf('.') + 1)..]}{All.Count + 1}";
        var node = new ActivityNode
        {
            Id = id,
            NodeId = $"{parent?.NodeId ?? "Workflow1"}:{id}",
            Type = type,
            Version = JsonMembers.Number(json, "version") ?? 1,
            Name = JsonMembers.Text(json, "name"),
            Parent = parent,
            Json = json,
        };
        All.Add(node);
        ReadProperties(node);
        ReadChildren(node);
        ReadInputsAndOutputs(node);
        node.Variables = DefinitionReader.Variables(JsonMembers.Get(json, "variables"));
        node.Connections = [.. JsonMembers.Objects(JsonMembers.Get(json, "connections")).Select(ReadConnection), .. Restored(node)];
        return node;
    }

    static void ReadProperties(ActivityNode node)
    {
        var custom = JsonMembers.Get(node.Json, "customProperties") as JsonObject ?? [];
        node.CanStartWorkflow = JsonMembers.Flag(custom, "canStartWorkflow") || JsonMembers.Flag(node.Json, "canStartWorkflow");
        node.MergeMode = JsonMembers.Text(custom, "mergeMode") ?? JsonMembers.Text(node.Json, "mergeMode");
        node.Kept = LogPersistence.Read(custom);
        if (JsonMembers.Text(node.Json, "workflowDefinitionId") is { Length: > 0 } definitionId)
            node.Definition = new DefinitionReference(definitionId, JsonMembers.Text(node.Json, "workflowDefinitionVersionId"), node.Version) { ActivityType = node.Type };
    }

    void ReadChildren(ActivityNode node)
    {
        var children = new List<ActivityNode>();
        var ports = new Dictionary<string, ActivityNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in node.Json)
        {
            if (!Reserved.Contains(name) && value is JsonObject json && IsActivity(json) && !IsStartOfFlowchart(node, name))
                children.Add(ports[name] = Read(json, node));
        }

        node.Activities = [.. JsonMembers.Objects(JsonMembers.Get(node.Json, "activities")).Select(json => Read(json, node))];
        node.Cases = [.. ReadCases(node)];
        if (ports.Count > 0)
            node.Ports = ports.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        children.AddRange(node.Activities);
        children.AddRange(node.Cases.Select(item => item.Activity).OfType<ActivityNode>());
        children.AddRange(ReadBranches(node));
        node.Children = children;
    }

    IEnumerable<SwitchCase> ReadCases(ActivityNode node)
    {
        foreach (var json in JsonMembers.Objects(CaseList(node.Json)))
        {
            var condition = JsonMembers.Get(json, "condition");
            yield return new SwitchCase(
                JsonMembers.Text(json, "label") ?? "",
                ReadExpression(condition is JsonObject { } wrapper && JsonMembers.Get(wrapper, "expression") is { } inner ? inner : condition),
                JsonMembers.Get(json, "activity") is JsonObject activity ? Read(activity, node) : null);
        }
    }

    static JsonNode? CaseList(JsonObject json)
    {
        var cases = JsonMembers.Get(json, "cases");
        return cases is JsonObject wrapper && JsonMembers.Get(wrapper, "expression") is JsonObject expression
            && JsonMembers.Text(expression, "value") is { } text && text.TrimStart().StartsWith('[')
            ? Written(text)
            : cases;
    }

    static JsonNode? Written(string cases) => NoCharacters.Problem(cases) is { } noCharacter
        ? throw DefinitionJson.Invalid("NotText", noCharacter)
        : JsonNode.Parse(cases, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });

    /// <summary>Other arrays may hold activities too: branches of a fork, or what runs for a status code.</summary>
    IEnumerable<ActivityNode> ReadBranches(ActivityNode node)
    {
        foreach (var (name, value) in node.Json)
        {
            if (Reserved.Contains(name) || (value as JsonArray ?? JsonMembers.Wrapped(value)) is not { } items)
                continue;
            foreach (var item in items.OfType<JsonObject>())
            {
                if (IsActivity(item))
                    yield return Read(item, node);
                else if (JsonMembers.Get(item, "activity") is JsonObject activity && IsActivity(activity))
                    yield return Read(activity, node);
            }
        }
    }

    static void ReadInputsAndOutputs(ActivityNode node)
    {
        Dictionary<string, InputValue>? inputs = null;
        Dictionary<string, string>? outputs = null;
        List<string>? untyped = null;
        foreach (var (name, value) in node.Json)
        {
            if (Reserved.Contains(name) || node.Ports.ContainsKey(name))
                continue;
            if (value is JsonObject wrapper && JsonMembers.Get(wrapper, "expression") is JsonObject expression)
            {
                if (JsonMembers.Has(wrapper, "typeName"))
                    (inputs ??= new(StringComparer.OrdinalIgnoreCase))[name] = new InputValue(name, ReadExpression(expression));
                else
                    (untyped ??= []).Add(name);
            }
            else if (value is JsonObject output && JsonMembers.Get(output, "memoryReference") is JsonObject reference)
            {
                if (JsonMembers.Text(reference, "id") is { } id)
                    (outputs ??= new(StringComparer.OrdinalIgnoreCase))[name] = id;
            }
            else if (value is JsonValue || value is JsonArray items && !items.OfType<JsonObject>().Any())
            {
                (inputs ??= new(StringComparer.OrdinalIgnoreCase))[name] = new InputValue(name, Expression.Literal(value));
            }
        }

        node.Inputs = inputs?.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase) ?? node.Inputs;
        node.Outputs = outputs?.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase) ?? node.Outputs;
        node.UntypedInputs = untyped ?? node.UntypedInputs;
    }

    static Expression ReadExpression(JsonNode? node) => node is JsonObject json && JsonMembers.Text(json, "type") is { } type
        ? new Expression(type, JsonMembers.Unwrapped(JsonMembers.Get(json, "value")))
        : Expression.Literal(node);

    /// <summary>Elsa sets connections aside while an activity at one of their ends is missing; they count again when it is back.</summary>
    static IEnumerable<Connection> Restored(ActivityNode node)
    {
        if (JsonMembers.Get(node.Json, "customProperties") is not JsonObject custom)
            return [];
        var aside = JsonMembers.Get(custom, "notFoundConnections") ?? JsonMembers.Get(custom, "NotFoundConnectionsKey");
        return JsonMembers.Objects(aside).Select(ReadConnection).Where(connection => node.Child(connection.Source) is not null && node.Child(connection.Target) is not null);
    }

    static Connection ReadConnection(JsonObject json)
    {
        var (source, port) = End(json, "source");
        var (target, _) = End(json, "target");
        port ??= JsonMembers.Text(json, "sourcePort");
        return new Connection(source, port is { Length: > 0 } ? port : "Done", target);
    }

    static (string Activity, string? Port) End(JsonObject json, string member) => JsonMembers.Get(json, member) switch
    {
        JsonObject end => (JsonMembers.Text(end, "activity") ?? JsonMembers.Text(end, "activityId") ?? "", JsonMembers.Text(end, "port")),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => (value.GetValue<string>(), null),
        _ => ("", null),
    };

    /// <summary>Old files repeat the start of a flowchart there; Elsa does not read it.</summary>
    static bool IsStartOfFlowchart(ActivityNode node, string name) =>
        node.Type == "Elsa.Flowchart" && name.Equals("start", StringComparison.OrdinalIgnoreCase);

    /// <summary>An activity has a type; what has an expression or a type name is an input, an output or a variable.</summary>
    static bool IsActivity(JsonObject json) =>
        JsonMembers.Text(json, "type") is { Length: > 0 } type
        && (JsonMembers.Text(json, "id") is not null || type.StartsWith("Elsa.", StringComparison.Ordinal))
        && !JsonMembers.Has(json, "expression");
}
