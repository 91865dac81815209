using System.Text.Json;

namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>Makes the list that a loop goes through.</summary>
static class LoopItems
{
    /// <summary>What goes through side by side takes lists only; anything else holds no items.</summary>
    internal static JsonArray Of(JsonNode? items) => items is JsonArray array ? array.DeepClone().AsArray() : [];

    /// <summary>What goes through one after the other takes the letters of a text too, and fails on what has no items.</summary>
    internal static JsonArray InOrder(JsonNode? items) => items switch
    {
        JsonArray => Of(items),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && !string.IsNullOrWhiteSpace(text.GetValue<string>()) => [.. text.GetValue<string>().Select(letter => (JsonNode)$"{letter}")],
        null => throw new InvalidOperationException("There is no list to go through; give it one, or an empty one."),
        _ => throw new InvalidOperationException($"'{items.ToJsonString()}' is no list to go through."),
    };
}
