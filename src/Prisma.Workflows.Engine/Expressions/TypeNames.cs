using System.Collections.Frozen;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>The closed list of type names a definition may use; nothing else is ever resolved.</summary>
public static class TypeNames
{
    static readonly FrozenDictionary<string, Type> Known = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        ["Object"] = typeof(object),
        ["String"] = typeof(string),
        ["Boolean"] = typeof(bool),
        ["Int16"] = typeof(long),
        ["Int32"] = typeof(long),
        ["Int64"] = typeof(long),
        ["Long"] = typeof(long),
        ["Single"] = typeof(double),
        ["Double"] = typeof(double),
        ["Decimal"] = typeof(decimal),
        ["Guid"] = typeof(Guid),
        ["DateTime"] = typeof(DateTime),
        ["DateTimeOffset"] = typeof(DateTimeOffset),
        ["TimeSpan"] = typeof(TimeSpan),
        ["JSON"] = typeof(JsonNode),
        ["JsonElement"] = typeof(JsonNode),
        ["JsonNode"] = typeof(JsonNode),
        ["JsonObject"] = typeof(JsonObject),
        ["StringDictionary"] = typeof(JsonObject),
        ["ObjectDictionary"] = typeof(JsonObject),
        ["StringMap"] = typeof(JsonObject),
        ["ObjectMap"] = typeof(JsonObject),
        ["IDictionary<String, Object>"] = typeof(JsonObject),
        ["Uri"] = typeof(string),
        ["Stream"] = typeof(string),
        ["ByteArray"] = typeof(string),
        ["Byte[]"] = typeof(string),
        ["ExpandoObject"] = typeof(JsonNode),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly string[] Collections =
        ["List", "IList", "IReadOnlyList", "ICollection", "IReadOnlyCollection", "IEnumerable", "Collection", "ISet", "HashSet"];

    static readonly string[] Sets = ["ISet<", "HashSet<"];

    /// <summary>The names an author may choose for a variable.</summary>
    public static IReadOnlyList<string> ForVariables { get; } =
        ["Object", "String", "Boolean", "Int32", "Int64", "Double", "Decimal", "Guid", "DateTimeOffset", "TimeSpan", "JsonNode", "JsonObject"];

    public static bool IsKnown(string? typeName, bool isArray) => TryResolve(typeName, isArray, out _);

    public static Type Resolve(string? typeName, bool isArray) =>
        TryResolve(typeName, isArray, out var type) ? type : typeof(object);

    /// <summary>Whether a list of that name has everything once only.</summary>
    internal static bool IsSet(string typeName) => Sets.Any(set => typeName.TrimStart().StartsWith(set, StringComparison.OrdinalIgnoreCase));

    /// <summary>Bytes are a text in base 64, though their name is that of a list.</summary>
    static bool TryResolve(string? typeName, bool isArray, out Type type)
    {
        var name = Short(typeName?.Trim() ?? "Object") + (isArray ? "[]" : "");
        if (Known.TryGetValue(name.TrimEnd('?'), out type!))
            return true;
        if (!IsCollection(ref name))
            return false;
        type = typeof(JsonArray);
        return Known.ContainsKey(name.TrimEnd('?'));
    }

    /// <summary>A full .NET name is read as its last part, and only where that stands in the list: no type is ever looked up.</summary>
    static string Short(string name)
    {
        if (!name.StartsWith("System.", StringComparison.Ordinal) || name.Contains('`', StringComparison.Ordinal))
            return name;
        var full = name.Split(',')[0];
        return full[(full.LastIndexOf('.') + 1)..];
    }

    static bool IsCollection(ref string name)
    {
        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            name = name[..^2];
            return true;
        }

        var bracket = name.IndexOf('<', StringComparison.Ordinal);
        if (bracket < 0 || !name.EndsWith('>') || !Collections.Contains(name[..bracket], StringComparer.OrdinalIgnoreCase))
            return false;
        name = name[(bracket + 1)..^1];
        return true;
    }
}
