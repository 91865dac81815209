using System.ComponentModel;
using System.Text.Json;
using System.Xml;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>Converts run-time values to the type a place asks for, or says why it cannot.</summary>
public static class ValueConverter
{
    public static object? Convert(object? value, Type target)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        if (value is null || type == typeof(object))
            return value;
        if (type.IsInstanceOfType(value))
            return value is JsonNode shared ? shared.DeepClone() : value;

        try
        {
            return ConvertTo(value, type);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException or ArgumentException or JsonException)
        {
            throw new ExpressionException($"'{Shorten(ToText(value))}' cannot be read as {InWords(type)}.", exception);
        }
    }

    /// <summary>As Elsa converts an input: what is no such thing is the nought of the type; what is too large for a number, none of the names to choose from, or the text of JSON of another form, cannot be read.</summary>
    internal static object? ConvertOrNought(object? value, Type target)
    {
        try
        {
            return Convert(value, target);
        }
        catch (ExpressionException exception) when (IsNoSuchThing(exception.InnerException, value, target))
        {
            return target.IsValueType ? Activator.CreateInstance(target) : null;
        }
    }

    /// <summary>Whether a value that could not be converted is simply something else; a number that is too large, or the text of JSON of another form, is a fault.</summary>
    internal static bool IsNoSuchThing(Exception? fault, object? value, Type target)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        return fault switch
        {
            null => false,
            OverflowException => !type.IsPrimitive && type != typeof(decimal),
            _ => type.IsPrimitive || type != typeof(JsonObject) && !(value is string text && LooksLikeJson(text)),
        };
    }

    /// <summary>A number as the narrower of its kind that a name asks for; others stay what they are.</summary>
    internal static object? Fit(object? value, string typeName)
    {
        try
        {
            return (value, typeName.TrimEnd('?').ToUpperInvariant()) switch
            {
                (long number, "INT16") => (long)checked((short)number),
                (long number, "INT32") => (long)checked((int)number),
                (double number, "SINGLE") => (double)(float)number,
                _ => value,
            };
        }
        catch (OverflowException exception)
        {
            throw new ExpressionException($"'{ToText(value)}' is too large for an {typeName}.", exception);
        }
    }

    static string InWords(Type type) =>
        type == typeof(int) || type == typeof(long) ? "a whole number, such as 7"
        : type == typeof(double) || type == typeof(decimal) ? "a number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a length of time, such as 2.12:30:00 for two and a half days and half an hour"
        : type == typeof(DateTimeOffset) || type == typeof(DateTime) ? "a moment, such as 2027-06-19T09:00:00Z"
        : type == typeof(JsonObject) ? """names with values, such as {"full": [-113, -92]}"""
        : type == typeof(JsonArray) ? """a list, such as ["one", "two"]"""
        : type.Name;

    public static string? ToText(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        JsonNode node => node.ToJsonString(ValueJson.Relaxed),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonValues.ToJson(value)?.ToJsonString(ValueJson.Relaxed),
    };

    /// <summary>Whether a condition takes the value for true; a number is, unless it is zero.</summary>
    public static bool IsTruthy(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => text.Length > 0 && !text.Equals("false", StringComparison.OrdinalIgnoreCase),
        long number => number != 0,
        int number => number != 0,
        double number => number != 0,
        decimal number => number != 0,
        _ => true,
    };

    static object? ConvertTo(object value, Type type)
    {
        if (type == typeof(string))
            return InText(value);
        if (value is JsonValue scalar)
            return Convert(JsonValues.ToValue(scalar), type);
        if (type.IsEnum)
            return ToEnum(value, type);
        if (value is string blank && string.IsNullOrWhiteSpace(blank) && type != typeof(JsonNode))
            return null;
        if (typeof(JsonNode).IsAssignableFrom(type))
            return ToNode(value, type);
        if (IsTexts(type))
            return ToTexts(value, type);
        return ToScalar(value, type);
    }

    /// <summary>As .NET's converters write a value without a culture: that is what Elsa gives where a text is asked for.</summary>
    static string? InText(object value) =>
        value is bool or DateTime or DateTimeOffset ? TypeDescriptor.GetConverter(value.GetType()).ConvertToInvariantString(value) : ToText(value);

    static object ToScalar(object value, Type type)
    {
        if (type == typeof(bool))
            return value switch { string flag => bool.TryParse(flag, out var read) && read, JsonNode or DateTime or DateTimeOffset => false, _ => IsTruthy(value) };
        if (type == typeof(TimeSpan))
            return ToTimeSpan(value);
        if (type == typeof(DateTimeOffset))
            return value is DateTime moment ? new DateTimeOffset(moment, TimeSpan.Zero) : DateTimeOffset.Parse(ToText(value)!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (type == typeof(DateTime))
            return value is DateTimeOffset instant ? DateTime.SpecifyKind(instant.DateTime, DateTimeKind.Utc) : DateTime.Parse(ToText(value)!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        if (type == typeof(Guid))
            return Guid.Parse(ToText(value)!);
        if (type == typeof(decimal) && value is string number)
            return decimal.Parse(number, NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        if (value is IConvertible && type.IsPrimitive || type == typeof(decimal))
            return System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        throw new FormatException();
    }

    static TimeSpan ToTimeSpan(object value) => value switch
    {
        string text when text.StartsWith('P') => XmlConvert.ToTimeSpan(text),
        string text => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
        long milliseconds => TimeSpan.FromMilliseconds(milliseconds),
        double milliseconds => TimeSpan.FromMilliseconds(milliseconds),
        _ => throw new FormatException(),
    };

    static object ToEnum(object value, Type type)
    {
        var text = ToText(value)!;
        return Enum.TryParse(type, text, ignoreCase: true, out var choice) && Enum.IsDefined(type, choice)
            ? choice
            : throw new ExpressionException($"'{Shorten(text)}' is none of {string.Join(", ", Enum.GetNames(type))}.");
    }

    static JsonNode? ToNode(object value, Type type)
    {
        var node = value is string text && (type != typeof(JsonNode) || LooksLikeJson(text)) ? JsonNode.Parse(text) : JsonValues.ToJson(value);
        return node is null || type.IsInstanceOfType(node) ? node : throw new FormatException();
    }

    static object ToTexts(object value, Type type)
    {
        var node = value is string text && text.TrimStart().StartsWith('[') ? JsonNode.Parse(text) : JsonValues.ToJson(value);
        var texts = node is JsonArray array
            ? array.Select(item => ToText(JsonValues.ToValue(item)) ?? "").ToList()
            : [ToText(JsonValues.ToValue(node)) ?? ""];
        return type == typeof(string[]) ? texts.ToArray() : texts;
    }

    /// <summary>Whether a type is a list of texts.</summary>
    internal static bool IsTexts(Type type) =>
        type == typeof(IReadOnlyList<string>) || type == typeof(string[]) || type == typeof(List<string>) || type == typeof(IList<string>);

    internal static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    static string? Shorten(string? text) => text is { Length: > 60 } ? string.Concat(text.AsSpan(0, 60), "…") : text;
}
