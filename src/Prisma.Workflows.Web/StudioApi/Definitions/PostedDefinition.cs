using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Definitions;

/// <summary>What the Studio posts, made whole: it leaves the types of new values to the server, and some members null.</summary>
static class PostedDefinition
{
    static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];

    /// <summary>Null where it has no root and cannot be kept.</summary>
    public static JsonObject? Complete(JsonObject model, ActivityCatalogue catalogue)
    {
        var document = model.DeepClone().AsObject();
        foreach (var list in Lists)
            document[list] ??= new JsonArray();
        document["options"] ??= new JsonObject();
        document["customProperties"] ??= new JsonObject();
        if (document["root"] is not JsonObject root)
            return null;
        if (root["type"]?.ToString() == "Elsa.Flowchart")
        {
            root["activities"] ??= new JsonArray();
            root["connections"] ??= new JsonArray();
        }

        foreach (var node in DefinitionJson.Read(document).Nodes)
        {
            if (catalogue.Describe(node.Type) is { } descriptor)
                TypeInputs(node.Json, descriptor);
        }

        return document;
    }

    /// <summary>Elsa reads a value without a type as no value.</summary>
    static void TypeInputs(JsonObject node, ActivityDescriptor descriptor)
    {
        foreach (var input in descriptor.Inputs)
        {
            if (node[Descriptors.InputShape.MemberOf(input.Name)] is JsonObject { } value && value.ContainsKey("expression"))
            {
                value["typeName"] ??= input.TypeName;
                if (value["memoryReference"] is null)
                    value.Remove("memoryReference");
            }
        }
    }
}
