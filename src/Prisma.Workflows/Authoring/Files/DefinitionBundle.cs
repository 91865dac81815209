using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Files;

/// <summary>Takes a file apart into definitions: one, an array of them, or a zip of either. What it says of its own size is not believed.</summary>
public static class DefinitionBundle
{
    /// <summary>How large a file may be.</summary>
    public const int LongestFile = 20 * 1024 * 1024;

    const int MostEntries = 500;
    const int LongestInAll = 64 * 1024 * 1024;

    // Zip files know no earlier day; the same one each time makes the same file.
    static readonly DateTimeOffset Day = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly JsonDocumentOptions Parsing = new() { MaxDepth = DefinitionJson.MaxDepth };

    /// <exception cref="InvalidDataException">A sentence that says what is wrong with the file.</exception>
    public static IReadOnlyList<DefinitionFile> Read(string name, byte[] content)
    {
        if (content.Length > LongestFile)
        {
            throw new InvalidDataException($"{name} has {content.Length} bytes; at most {LongestFile} are taken. Bring fewer definitions at once.");
        }

        var found = content.AsSpan().StartsWith("PK"u8) ? TryUnzip(name, content) : [.. Split(name, content)];
        return found.Count > 0 ? found : throw new InvalidDataException($"{name} holds no definition. Bring a JSON file as the designer exports it, an array of them, or a zip.");
    }

    /// <summary>Several definitions as one zip, the same bytes for the same definitions.</summary>
    public static byte[] Zip(IEnumerable<DefinitionFile> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                var entry = zip.CreateEntry(file.Name, CompressionLevel.Optimal);
                entry.LastWriteTime = Day;
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(file.Json));
            }
        }

        return bytes.ToArray();
    }

    static List<DefinitionFile> TryUnzip(string name, byte[] content)
    {
        try
        {
            return Unzip(name, content);
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name} is no zip that can be read: {exception.Message}", exception);
        }
    }

    static List<DefinitionFile> Unzip(string name, byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        var entries = zip.Entries.Where(entry => entry.FullName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).ToList();
        if (zip.Entries.Count > MostEntries)
        {
            throw new InvalidDataException($"{name} holds {zip.Entries.Count} files; at most {MostEntries} are taken.");
        }

        var left = LongestInAll;
        var found = new List<DefinitionFile>();
        foreach (var entry in entries)
        {
            var json = Unpack(name, entry, Math.Min(left, DefinitionJson.MaxLength));
            left -= json.Length;
            found.AddRange(Split($"{name}/{entry.FullName}", json));
        }

        return found;
    }

    static byte[] Unpack(string name, ZipArchiveEntry entry, int most)
    {
        using var stream = entry.Open();
        var bytes = new MemoryStream();
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (bytes.Length + read > most)
            {
                throw new InvalidDataException($"{name} unpacks to more than is taken, at {entry.FullName}.");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    static IEnumerable<DefinitionFile> Split(string name, byte[] content)
    {
        var json = Text(name, content);
        if (!json.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("["))
        {
            return [new DefinitionFile(name, json)];
        }

        try
        {
            return [.. JsonNode.Parse(json.TrimStart('\uFEFF'), documentOptions: Parsing)!.AsArray().Select((one, place) => new DefinitionFile($"{name} ({place + 1})", one?.ToJsonString() ?? "null"))];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{name} is not valid JSON: {exception.Message}", exception);
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
