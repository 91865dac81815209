using System.Text.Json;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>Turns JSON into run-time values and back: scalars become scalars, structures stay JSON.</summary>
public static class JsonValues
{
    public static object? ToValue(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value => Scalar(value),
        _ => node,
    };

    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create((long)number),
        long number => JsonValue.Create(number),
        double number when !double.IsFinite(number) => null,
        double number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        DateTime or DateTimeOffset => JsonValue.Create(((IFormattable)value).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)),
        TimeSpan span => JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)),
        Guid id => JsonValue.Create(id.ToString("D")),
        Enum choice => JsonValue.Create(choice.ToString()),
        IEnumerable<string> texts => new JsonArray([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]),
        IEnumerable<object?> values => new JsonArray([.. values.Select(ToJson)]),
        IReadOnlyDictionary<string, object?> members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, ToJson(member.Value)))),
        _ => throw new ExpressionException($"A value of type {value.GetType().Name} cannot be kept in a workflow; use a number, a text, a date or JSON."),
    };

    static object? Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.TryGetValue<string>(out var text) ? text : value.ToString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value),
        _ => null,
    };

    static object Number(JsonValue value)
    {
        if (value.TryGetValue<long>(out var whole))
            return whole;
        if (value.TryGetValue<int>(out var small))
            return (long)small;
        if (value.TryGetValue<decimal>(out var exact) && !value.TryGetValue<double>(out _))
            return exact;
        return value.TryGetValue<double>(out var real) ? real : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
    }
}
