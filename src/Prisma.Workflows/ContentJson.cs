using System.Text.Json;
using Prisma.Workflows.Engine.Definitions.Reading;

namespace Prisma.Workflows;

/// <summary>Reads the files that a hub may change without a build: what is wrong in one is told with its name and line.</summary>
static class ContentJson
{
    /// <exception cref="InvalidDataException">A sentence that names the file and says what is wrong in it.</exception>
    public static T Read<T>(string file, JsonSerializerOptions options)
    {
        var text = File.ReadAllText(file);
        try
        {
            return JsonSerializer.Deserialize<T>(text, options) ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} cannot be read: {JsonFault.In(text, exception)}", exception);
        }
    }
}
