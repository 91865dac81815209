using System.Text.Json.Nodes;

namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>Makes the list that a loop goes through.</summary>
static class LoopItems
{
    /// <summary>An array as it is, nothing as an empty list, the members of an object, or the one value.</summary>
    internal static JsonArray Of(JsonNode? items) => items switch
    {
        null => [],
        JsonArray array => array.DeepClone().AsArray(),
        _ => [items.DeepClone()],
    };
}
