using System.Text.Json;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring;

/// <summary>What a node says as fixed text, without running anything.</summary>
public static class Literals
{
    /// <summary>The text, or the texts of a list, that an input holds; nothing where it is computed.</summary>
    public static IEnumerable<string> LiteralStrings(this ActivityNode node, string input)
    {
        if (node.Input(input)?.Expression is not { Type: "Literal" or "Object" or "Json" } expression)
            return [];
        var value = expression.Value;
        if (value is JsonValue text && text.TryGetValue<string>(out var raw) && raw.AsSpan().TrimStart().StartsWith("["))
            value = TryParse(raw);
        return value switch
        {
            JsonArray list => list.Select(item => item?.ToString()).OfType<string>(),
            JsonValue one => [one.ToString()],
            _ => [],
        };
    }

    /// <summary>The object that a value is, or is the text of; null where it is neither.</summary>
    public static JsonObject? ObjectIn(JsonNode? value) =>
        (value is JsonValue text && text.TryGetValue<string>(out var raw) && raw.AsSpan().TrimStart().StartsWith("{") ? TryParse(raw) : value) as JsonObject;

    internal static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
