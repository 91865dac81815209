using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Gates;

/// <summary>The gates of workflows/gates.json.</summary>
public sealed class GateLibrary(IOptions<PrismaOptions> options)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    readonly Lazy<IReadOnlyDictionary<string, Gate>> _gates = new(() => Read(Path.Combine(options.Value.ContentFolder, "workflows", "gates.json")));

    public IReadOnlyCollection<string> Ids => [.. _gates.Value.Keys];

    /// <summary>Null when no gate of that id is described.</summary>
    public Gate? Find(string id) => _gates.Value.GetValueOrDefault(id);

    static Dictionary<string, Gate> Read(string file)
    {
        using var stream = File.OpenRead(file);
        var content = JsonSerializer.Deserialize<GateFile>(stream, Json) ?? throw new InvalidDataException($"{file} holds no gates.");
        return content.Gates.ToDictionary(gate => gate.Id, StringComparer.Ordinal);
    }

    sealed record GateFile(IReadOnlyList<Gate> Gates);
}
