using System.Text;
using System.Text.Json;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Definitions.Reading;

namespace Prisma.Workflows.Authoring.Files;

/// <summary>Takes a file apart into definitions: one, an array of them, or a zip of either. What it says of its own size is not believed.</summary>
public static class DefinitionBundle
{
    /// <summary>How large a file may be.</summary>
    public const int LongestFile = 20 * 1024 * 1024;

    const int MostEntries = 500;

    /// <summary>How deep each may go is said where it is read by itself.</summary>
    static readonly JsonDocumentOptions Parsing = new() { MaxDepth = 2 * DefinitionJson.MaxDepth };

    /// <exception cref="InvalidDataException">A sentence that says what is wrong with the file.</exception>
    public static IReadOnlyList<DefinitionFile> Read(string name, byte[] content)
    {
        if (content.Length > LongestFile)
            throw new InvalidDataException($"{name} has {content.Length} bytes; at most {LongestFile} are taken. Bring fewer definitions at once.");
        var found = content.AsSpan().StartsWith("PK"u8) ? Unzip(name, content) : [.. Split(name, content)];
        return found.Count > 0 ? found : throw new InvalidDataException($"{name} holds no definition. Bring a JSON file as the designer exports it, an array of them, or a zip.");
    }

    /// <summary>Several definitions as one zip, the same bytes for the same definitions.</summary>
    public static byte[] Zip(IEnumerable<DefinitionFile> files) => GuardedZip.Write(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Json))));

    static List<DefinitionFile> Unzip(string name, byte[] content) =>
    [
        .. GuardedZip.Read(name, content, MostEntries, entry => entry.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            .SelectMany(entry => Split($"{name}/{entry.Name}", entry.Content)),
    ];

    static IEnumerable<DefinitionFile> Split(string name, byte[] content)
    {
        var json = Text(name, content);
        if (!json.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("["))
            return [new DefinitionFile(name, json)];
        try
        {
            return [.. JsonNode.Parse(json.TrimStart('\uFEFF'), documentOptions: Parsing)!.AsArray().Select((one, place) => new DefinitionFile($"{name} ({place + 1})", one?.ToJsonString() ?? "null"))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{name} is not valid JSON: {JsonFault.In(json) ?? exception.Message}", exception);
        }
    }

    static string Text(string name, byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{name} is neither text in UTF-8 nor a zip.", exception);
        }
    }
}
