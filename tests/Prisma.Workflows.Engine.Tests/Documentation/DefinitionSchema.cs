using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Tests.Documentation;

/// <summary>Writes the JSON Schema of the definitions that are read here, from the activities in the catalogue.</summary>
static class DefinitionSchema
{
    static readonly string[] OwnMembers = ["id", "nodeId", "name", "type", "version"];

    public static JsonObject Of(ActivityCatalogue catalogue) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "Workflow definition",
        ["description"] = "An Elsa 3 workflow definition as it is read here. Member names are read in any case; unknown members are kept as they are.",
        ["type"] = "object",
        ["required"] = new JsonArray("root"),
        ["properties"] = Root(),
        ["$defs"] = Parts(catalogue),
    };

    static JsonObject Root() => new()
    {
        ["$schema"] = Text("Names the format."),
        ["id"] = Text("Names this version."),
        ["definitionId"] = Text("Names the definition through all its versions."),
        ["tenantId"] = Kinds("string", "null"),
        ["name"] = Kinds("string", "null"),
        ["description"] = Kinds("string", "null"),
        ["createdAt"] = Kinds("string", "null"),
        ["version"] = new JsonObject { ["type"] = "integer" },
        ["toolVersion"] = Kinds("string", "null"),
        ["variables"] = Many("variable"),
        ["inputs"] = Many("argument"),
        ["outputs"] = Many("argument"),
        ["outcomes"] = new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = Kinds("string") },
        ["customProperties"] = Kinds("object", "null"),
        ["isReadonly"] = Flag(),
        ["isSystem"] = Flag(),
        ["isLatest"] = Flag(),
        ["isPublished"] = Flag(),
        ["usableAsActivity"] = Flag(),
        ["options"] = Options(),
        ["root"] = Reference("activity"),
    };

    static JsonObject Options() => new()
    {
        ["type"] = new JsonArray("object", "null"),
        ["properties"] = new JsonObject
        {
            ["activationStrategyType"] = Kinds("string", "null"),
            ["usableAsActivity"] = Flag(),
            ["autoUpdateConsumingWorkflows"] = Flag(),
            ["activityCategory"] = Kinds("string", "null"),
            ["incidentStrategyType"] = Kinds("string", "null"),
            ["commitStrategyName"] = Kinds("string", "null"),
        },
    };

    static JsonObject Parts(ActivityCatalogue catalogue) => new()
    {
        ["activity"] = Activity(catalogue),
        ["expression"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("type"),
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["enum"] = Strings(ExpressionTypes.Supported), ["description"] = $"{string.Join(" and ", ExpressionTypes.Refused)} are refused." },
                ["value"] = new JsonObject(),
            },
        },
        ["input"] = Input(),
        ["output"] = Output(),
        ["variable"] = Named("typeName", new JsonObject { ["id"] = Text("Names the variable for good."), ["isArray"] = Flag(), ["value"] = new JsonObject(), ["storageDriverTypeName"] = Kinds("string", "null") }),
        ["argument"] = Named("type", new JsonObject { ["displayName"] = Kinds("string", "null"), ["description"] = Kinds("string", "null"), ["category"] = Kinds("string", "null"), ["isArray"] = Flag(), ["isCollection"] = Flag(), ["isRequired"] = Flag(), ["defaultValue"] = new JsonObject() }),
        ["connection"] = Connection(),
    };

    static JsonObject Activity(ActivityCatalogue catalogue) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type"),
        ["properties"] = new JsonObject
        {
            ["id"] = Text("Unique in the definition."),
            ["nodeId"] = Kinds("string", "null"),
            ["name"] = Kinds("string", "null"),
            ["type"] = Text("One of the types below, or the name of a definition used in place."),
            ["version"] = new JsonObject { ["type"] = "integer" },
            ["customProperties"] = Kinds("object", "null"),
            ["metadata"] = Kinds("object", "null"),
            ["workflowDefinitionId"] = Kinds("string", "object", "null"),
            ["activities"] = Many("activity"),
            ["connections"] = Many("connection"),
            ["variables"] = Many("variable"),
        },
        ["allOf"] = new JsonArray([.. catalogue.Descriptors.Select(WhenOfType)]),
    };

    static JsonObject WhenOfType(ActivityDescriptor descriptor)
    {
        var members = new JsonObject();
        foreach (var port in descriptor.EmbeddedPorts.Where(port => descriptor.Type != "Elsa.Flowchart"))
            members[Camel(port)] = new JsonObject { ["anyOf"] = new JsonArray(Reference("activity"), Kinds("null")) };
        foreach (var input in descriptor.Inputs.Where(input => !OwnMembers.Contains(Camel(input.Name))))
            members[Camel(input.Name)] = input.IsWrapped ? Reference("input") : new JsonObject();
        foreach (var output in descriptor.Outputs)
            members[Camel(output.Name)] = Reference("output");
        return new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = descriptor.Type } }, ["required"] = new JsonArray("type") },
            ["then"] = new JsonObject { ["title"] = descriptor.DisplayName, ["description"] = descriptor.Description, ["properties"] = members },
        };
    }

    /// <summary>An expression with the name of its type, or a bare value, which is a literal.</summary>
    static JsonObject Input() => new()
    {
        ["anyOf"] = new JsonArray(
            Kinds("string", "number", "boolean", "array", "null"),
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["typeName"] = Kinds("string", "null"), ["expression"] = new JsonObject { ["anyOf"] = new JsonArray(Reference("expression"), Kinds("null")) }, ["memoryReference"] = Kinds("object", "null") },
            }),
    };

    static JsonObject Output() => new()
    {
        ["type"] = new JsonArray("object", "null"),
        ["properties"] = new JsonObject
        {
            ["typeName"] = Kinds("string", "null"),
            ["memoryReference"] = new JsonObject { ["type"] = new JsonArray("object", "null"), ["properties"] = new JsonObject { ["id"] = Text("The id of a variable, or the name of an output of the workflow.") } },
        },
    };

    static JsonObject Connection()
    {
        var end = new JsonObject { ["type"] = new JsonArray("object", "string"), ["properties"] = new JsonObject { ["activity"] = Kinds("string"), ["port"] = Kinds("string", "null") } };
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["source"] = end,
                ["target"] = end.DeepClone(),
                ["sourcePort"] = Kinds("string", "null"),
                ["targetPort"] = Kinds("string", "null"),
                ["vertices"] = Kinds("array", "null"),
            },
        };
    }

    static JsonObject Named(string type, JsonObject members)
    {
        members["name"] = Text("The name expressions use.");
        members[type] = new JsonObject { ["type"] = "string", ["description"] = $"Such as {string.Join(", ", TypeNames.ForVariables)}; others are kept and reported." };
        return new JsonObject { ["type"] = "object", ["properties"] = members };
    }

    /// <summary>A list, a list in a wrapper, or one object by itself.</summary>
    static JsonObject Many(string part) => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = Reference(part) }, Kinds("object", "null")),
    };

    static JsonObject Reference(string part) => new() { ["$ref"] = $"#/$defs/{part}" };

    static JsonObject Kinds(params string[] kinds) => new() { ["type"] = kinds.Length == 1 ? kinds[0] : Strings(kinds) };

    static JsonObject Flag() => Kinds("boolean", "string", "null");

    static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    static string Camel(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
}
