using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>A named value that a definition or a container declares.</summary>
public sealed class Variable(string id, string name, string typeName, bool isArray, JsonNode? value, string? storageDriver)
{
    const string MemoryDriver = "MemoryStorageDriver", InstanceDriver = "WorkflowInstanceStorageDriver", OldInstanceDriver = "WorkflowStorageDriver";

    /// <summary>A blank text is no value: that is how a definition writes that there is none.</summary>
    readonly Lazy<object?> _default = new(() => JsonValues.ToValue(value) is var given && given is string text && string.IsNullOrWhiteSpace(text) ? null : Begun(given, typeName, isArray));

    public string Id { get; } = id;
    public string Name { get; } = name;
    public string TypeName { get; } = typeName;
    public bool IsArray { get; } = isArray;

    /// <summary>Where the definition asks for the value to be kept, as it says it.</summary>
    public string? StorageDriver { get; } = storageDriver;

    /// <summary>A variable kept in memory, or not said to be kept anywhere, is forgotten when its burst ends.</summary>
    public bool IsTransient { get; } = string.IsNullOrEmpty(storageDriver) || storageDriver.Contains(MemoryDriver, StringComparison.Ordinal);

    /// <summary>Whether the storage driver is none of those known here; the value is then kept with the instance.</summary>
    public bool HasUnknownDriver => !IsTransient && !KeepsWithInstance(StorageDriver!);

    public object? DefaultValue => _default.Value is JsonNode node ? node.DeepClone() : _default.Value;

    /// <summary>The value as the declared type. As in Elsa, what cannot be that is the nought of a type that has one, and stays what it is otherwise.</summary>
    /// <exception cref="ExpressionException">It is a number that is too large for the type, or JSON of another form.</exception>
    public object? Accept(object? value)
    {
        var type = TypeNames.Resolve(TypeName, IsArray);
        try
        {
            return Read(value, TypeName, IsArray);
        }
        catch (ExpressionException exception) when (!type.IsValueType || ValueConverter.IsNoSuchThing(exception.InnerException, value, type))
        {
            return type.IsValueType ? Nought(type, TypeName) : value;
        }
    }

    /// <summary>A value from outside as the declared type.</summary>
    /// <exception cref="ExpressionException">It cannot be that.</exception>
    internal object? Convert(JsonNode? value) => Read(JsonValues.ToValue(value?.DeepClone()), TypeName, IsArray);

    internal static bool KeepsWithInstance(string storageDriver) =>
        storageDriver.Contains(InstanceDriver, StringComparison.Ordinal) || storageDriver.Contains(OldInstanceDriver, StringComparison.Ordinal);

    static object? Read(object? value, string typeName, bool isArray)
    {
        if (isArray && value is string text && typeName.Equals("String", StringComparison.OrdinalIgnoreCase) && !ValueConverter.LooksLikeJson(text))
            return new JsonArray(text);
        var read = ValueConverter.Fit(ValueConverter.Convert(value, TypeNames.Resolve(typeName, isArray)), typeName);
        return read is JsonArray items && TypeNames.IsSet(typeName) ? new JsonArray([.. items.DistinctBy(item => item?.ToJsonString()).Select(item => item?.DeepClone())]) : read;
    }

    /// <summary>As in Elsa, a default that is not of the declared form is none.</summary>
    static object? Begun(object? value, string typeName, bool isArray)
    {
        try
        {
            return Read(value, typeName, isArray);
        }
        catch (ExpressionException exception)
        {
            var type = TypeNames.Resolve(typeName, isArray);
            return type.IsValueType && ValueConverter.IsNoSuchThing(exception.InnerException, value, type) ? Nought(type, typeName) : null;
        }
    }

    static object? Nought(Type type, string typeName) => typeName.EndsWith('?') ? null : Activator.CreateInstance(type);
}
