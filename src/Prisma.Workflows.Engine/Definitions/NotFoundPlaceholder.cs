using System.Text.Json;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>
/// Stands in for activities of unknown types where only known ones may be shown, and keeps the original inside,
/// so that nothing is lost on the way to the designer and back.
/// </summary>
public static class NotFoundPlaceholder
{
    public const string Type = "Elsa.NotFoundActivity";

    static readonly JsonDocumentOptions Parsing = new() { MaxDepth = DefinitionJson.MaxDepth };

    /// <summary>A copy of the document in which every activity of an unknown type is replaced by a placeholder, with all that is within it.</summary>
    public static JsonObject Hide(JsonObject document, Func<ActivityNode, bool> isKnown)
    {
        var copy = document.DeepClone().AsObject();
        var unknown = DefinitionJson.Read(copy).Nodes.Where(node => node.Type != Type && !isKnown(node)).ToHashSet();

        // A text within a text within a text is twice as long each time.
        foreach (var node in unknown.Where(node => !Around(node).Any(unknown.Contains)).ToList())
            Become(node.Json, PlaceholderFor(node.Json));
        return copy;
    }

    static IEnumerable<ActivityNode> Around(ActivityNode node)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
            yield return outer;
    }

    /// <summary>A copy of the document in which the placeholders are what they stand for again.</summary>
    public static JsonObject Restore(JsonObject document) => Restore(document, _ => true);

    /// <summary>A copy of the document in which the placeholders of the accepted types are what they stand for again.</summary>
    public static JsonObject Restore(JsonObject document, Func<string, bool> accepts)
    {
        var copy = document.DeepClone().AsObject();
        foreach (var node in Enumerable.Reverse(DefinitionJson.Read(copy).Nodes.ToList()))
        {
            if (node.Type == Type && accepts(MissingType(node.Json) ?? "") && Original(node.Json) is { } original)
                Become(node.Json, original);
        }

        return copy;
    }

    public static string? MissingType(JsonObject placeholder) => JsonMembers.Text(placeholder, "missingTypeName");

    static JsonObject PlaceholderFor(JsonObject original)
    {
        var placeholder = new JsonObject
        {
            ["id"] = JsonMembers.Get(original, "id")?.DeepClone(),
            ["nodeId"] = JsonMembers.Get(original, "nodeId")?.DeepClone(),
            ["name"] = JsonMembers.Get(original, "name")?.DeepClone(),
            ["type"] = Type,
            ["version"] = 1,
            ["missingTypeName"] = JsonMembers.Text(original, "type"),
            ["missingTypeVersion"] = JsonMembers.Number(original, "version") ?? 1,
            ["originalActivityJson"] = original.ToJsonString(),
            ["customProperties"] = JsonMembers.Get(original, "customProperties")?.DeepClone() ?? new JsonObject(),
            ["metadata"] = JsonMembers.Get(original, "metadata")?.DeepClone() ?? new JsonObject(),
        };
        return placeholder;
    }

    /// <summary>The original, where it was moved to in the meantime.</summary>
    static JsonObject? Original(JsonObject placeholder)
    {
        try
        {
            if (JsonMembers.Text(placeholder, "originalActivityJson") is not { } text || JsonNode.Parse(text, documentOptions: Parsing) is not JsonObject original)
                return null;
            if (JsonMembers.Get(placeholder, "metadata") is JsonObject { Count: > 0 } metadata)
                original["metadata"] = metadata.DeepClone();
            return original;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static void Become(JsonObject target, JsonObject other)
    {
        target.Clear();
        foreach (var (name, value) in other.ToList())
        {
            other.Remove(name);
            target[name] = value;
        }
    }
}
