using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prisma.Workflows.Web.StudioApi;

/// <summary>An object in which a member stands twice, or a text is none, is found where it is read, and not where somebody first looks at it.</summary>
sealed class MembersOnce : JsonConverter<JsonObject>
{
    static readonly JsonConverter<JsonObject> Plain = (JsonConverter<JsonObject>)JsonSerializerOptions.Default.GetConverter(typeof(JsonObject));

    /// <exception cref="JsonException">It is such a one: the plain converter, told to look, says so in another way.</exception>
    public override JsonObject? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            LookAhead(reader);
            return Plain.Read(ref reader, typeToConvert, options);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <summary>Half of a pair of escapes is no text; whoever looks at it throws.</summary>
    static void LookAhead(Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader is { ValueIsEscaped: true, TokenType: JsonTokenType.String or JsonTokenType.PropertyName })
                reader.GetString();
        }
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => Plain.Write(writer, value, options);
}
