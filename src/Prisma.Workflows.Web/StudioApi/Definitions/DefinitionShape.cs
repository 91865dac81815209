using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Definitions;

/// <summary>A stored version in the Studio's words.</summary>
static class DefinitionShape
{
    static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];

    static readonly string[] MayEdit = ["publish", "delete", "retract"];

    public static JsonObject Summary(DefinitionVersion version, bool mayEdit) => new()
    {
        ["id"] = version.Id,
        ["definitionId"] = version.DefinitionId,
        ["name"] = version.Name,
        ["description"] = DefinitionJson.Read(version.Json).Description,
        ["version"] = version.Version,
        ["createdAt"] = version.CreatedAt,
        ["isLatest"] = version.IsLatest,
        ["isPublished"] = version.IsPublished,
        ["materializerName"] = "Json",
        ["isMaterializerAvailable"] = true,
        ["links"] = Answers.Links(mayEdit ? MayEdit : []),
    };

    /// <param name="isKnown">Which nodes the Studio can draw; the others become placeholders.</param>
    /// <param name="mayEdit">Whether whoever asks may change it; the Studio goes by the links.</param>
    public static JsonObject Whole(DefinitionVersion version, Func<ActivityNode, bool> isKnown, bool mayEdit)
    {
        var document = NotFoundPlaceholder.Hide(DefinitionJson.Read(version.Json).Document, isKnown);
        var nodes = DefinitionJson.Read(document).Nodes;
        foreach (var node in nodes)
        {
            node.Json["nodeId"] = node.NodeId;
            node.Json["version"] = node.Version;
            node.Json["metadata"] ??= new JsonObject();
            node.Json["customProperties"] ??= new JsonObject();
            DropEmptyOutcomes(node.Json);
            SayDay(node);
        }

        foreach (var flowchart in nodes.Where(node => node.Type == "Elsa.Flowchart"))
            FlowLayout.Write(flowchart);

        foreach (var list in Lists)
            document[list] ??= new JsonArray();
        document["id"] = version.Id;
        document["definitionId"] = version.DefinitionId;
        document["name"] = version.Name;
        document["version"] = version.Version;
        document["createdAt"] = version.CreatedAt;
        document["isLatest"] = version.IsLatest;
        document["isPublished"] = version.IsPublished;
        document["isReadonly"] = false;
        document["materializerName"] = "Json";
        document["options"] ??= new JsonObject();
        document["customProperties"] ??= new JsonObject();
        document["links"] = Answers.Links(mayEdit && version.IsLatest ? MayEdit : []);
        return document;
    }

    /// <summary>Year first and in UTC, as the canvas writes a day itself: it would read 05/06 as its own culture does, and move one with a zone by hours.</summary>
    static void SayDay(ActivityNode node)
    {
        if (node.Type == "Elsa.StartAt" && node.Member("dateTime")?["expression"] is JsonObject day
            && DateTimeOffset.TryParse(StaticValue.Text(node, "dateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            day["value"] = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>The Studio draws nothing at all when a list of outcomes has no expression.</summary>
    static void DropEmptyOutcomes(JsonObject node)
    {
        foreach (var name in new[] { "branches", "possibleOutcomes" })
        {
            if (node.TryGetPropertyValue(name, out var value) && (value is null || (value is JsonObject input && input["expression"] is null)))
                node.Remove(name);
        }
    }
}
