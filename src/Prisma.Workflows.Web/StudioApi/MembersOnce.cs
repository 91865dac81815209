using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prisma.Workflows.Web.StudioApi;

/// <summary>An object in which a member stands twice is found where it is read, and not where somebody first looks at it.</summary>
sealed class MembersOnce : JsonConverter<JsonObject>
{
    static readonly JsonConverter<JsonObject> Plain = (JsonConverter<JsonObject>)JsonSerializerOptions.Default.GetConverter(typeof(JsonObject));

    /// <exception cref="JsonException">A member stands twice: the plain converter, told to look, says so in another way.</exception>
    public override JsonObject? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Plain.Read(ref reader, typeToConvert, options);
        }
        catch (ArgumentException twice)
        {
            throw new JsonException(twice.Message, twice);
        }
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => Plain.Write(writer, value, options);
}
