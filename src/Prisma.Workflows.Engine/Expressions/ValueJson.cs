using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>Writes run-time values so that reading gives the same type again; used for stored state only.</summary>
static class ValueJson
{
    const string Tag = "$type", Value = "value", Structure = "Json";

    /// <summary>Structures as Elsa writes them into texts: letters of every language stand as they are, what HTML means something by is escaped.</summary>
    internal static JsonSerializerOptions AsText { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case string text: writer.WriteStringValue(text); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: WriteDouble(writer, number); break;
            case decimal number: WriteTagged(writer, nameof(Decimal), number.ToString(CultureInfo.InvariantCulture)); break;
            case DateTimeOffset instant: WriteTagged(writer, nameof(DateTimeOffset), instant.ToString("O", CultureInfo.InvariantCulture)); break;
            case DateTime moment: WriteTagged(writer, nameof(DateTime), moment.ToString("O", CultureInfo.InvariantCulture)); break;
            case TimeSpan span: WriteTagged(writer, nameof(TimeSpan), span.ToString("c", CultureInfo.InvariantCulture)); break;
            case Guid id: WriteTagged(writer, nameof(Guid), id.ToString("D")); break;
            case JsonObject members when members.ContainsKey(Tag): WriteStructure(writer, members); break;
            case JsonNode node: node.WriteTo(writer); break;
            default: JsonValues.ToJson(value)!.WriteTo(writer); break;
        }
    }

    internal static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) && !element.GetRawText().Contains('.') ? (object)whole : element.GetDouble(),
        JsonValueKind.Object when element.TryGetProperty(Tag, out var tag) => ReadTagged(tag.GetString(), element.GetProperty(Value)),
        JsonValueKind.Object => JsonObject.Create(element.Clone()),
        _ => JsonArray.Create(element.Clone()),
    };

    static object? ReadTagged(string? tag, JsonElement value) => tag switch
    {
        nameof(Decimal) => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        nameof(DateTimeOffset) => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        nameof(DateTime) => DateTime.ParseExact(value.GetString()!, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        nameof(TimeSpan) => TimeSpan.ParseExact(value.GetString()!, "c", CultureInfo.InvariantCulture),
        nameof(Guid) => Guid.Parse(value.GetString()!),
        _ => JsonObject.Create(value.Clone()),
    };

    static void WriteDouble(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            writer.WriteNullValue();
            return;
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        writer.WriteRawValue(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0");
    }

    static void WriteTagged(Utf8JsonWriter writer, string tag, string value)
    {
        writer.WriteStartObject();
        writer.WriteString(Tag, tag);
        writer.WriteString(Value, value);
        writer.WriteEndObject();
    }

    static void WriteStructure(Utf8JsonWriter writer, JsonObject members)
    {
        writer.WriteStartObject();
        writer.WriteString(Tag, Structure);
        writer.WritePropertyName(Value);
        members.WriteTo(writer);
        writer.WriteEndObject();
    }
}
