using System.Text.Json;
using System.Text.Json.Serialization;
using Prisma.Workflows.Engine.Definitions.Reading;

namespace Prisma.Workflows;

/// <summary>Reads the files that a hub may change without a build, comments and trailing commas in them too: what is wrong in one is told with its name and line.</summary>
static class ContentJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="InvalidDataException">A sentence that names the file and says what is wrong in it.</exception>
    public static T Read<T>(string file)
    {
        var text = File.ReadAllText(file);
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} cannot be read: {JsonFault.In(text, exception)}", exception);
        }
    }
}
