using System.Text.Json;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Reads members by name in any case, and values in the shapes Elsa has written over the years.</summary>
static class JsonMembers
{
    internal static JsonNode? Get(JsonObject json, string name)
    {
        if (json.TryGetPropertyValue(name, out var value))
            return value;
        foreach (var (key, member) in json)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return member;
        }

        return null;
    }

    internal static bool Has(JsonObject json, string name) => json.Any(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal static string? Text(JsonObject json, string name) =>
        Get(json, name) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    internal static bool Flag(JsonObject json, string name) =>
        Get(json, name) is JsonValue value && ValueConverter.IsTruthy(JsonValues.ToValue(value));

    internal static int? Number(JsonObject json, string name) =>
        JsonValues.ToValue(Get(json, name)) switch
        {
            long number and >= int.MinValue and <= int.MaxValue => (int)number,
            string text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    /// <summary>The objects of an array, of a <c>$values</c>, <c>values</c> or <c>items</c> wrapper, or one bare object.</summary>
    internal static IEnumerable<JsonObject> Objects(JsonNode? node) => Items(node).OfType<JsonObject>();

    internal static IEnumerable<JsonNode?> Items(JsonNode? node) => node switch
    {
        JsonArray array => array,
        JsonObject wrapper when Wrapped(wrapper) is { } array => array,
        JsonObject one when one.Count > 0 => new JsonNode?[] { one },
        _ => [],
    };

    /// <summary>The list inside a wrapper; null when there is none.</summary>
    internal static JsonArray? Wrapped(JsonNode? node) =>
        node is JsonObject wrapper ? (Get(wrapper, "$values") ?? Get(wrapper, "values") ?? Get(wrapper, "items")) as JsonArray : null;

    /// <summary>A value as it is, save that a list wrapped together with the name of its type is the list: names of types are never followed.</summary>
    internal static JsonNode? Unwrapped(JsonNode? node) =>
        node is JsonObject wrapper && (Has(wrapper, "_type") || Has(wrapper, "$type") || Has(wrapper, "$values")) && Wrapped(wrapper) is { } list ? list : node;
}
