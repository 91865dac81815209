using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Gates;

/// <summary>The gates of workflows/gates.json.</summary>
public sealed class GateLibrary(IOptions<PrismaOptions> options)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    readonly Lazy<IReadOnlyDictionary<string, Gate>> _gates = new(() => Read(Path.Combine(options.Value.ContentFolder, "workflows", "gates.json")));

    readonly Lazy<IReadOnlyDictionary<string, GateTexts>> _texts = new(() => ReadTexts(Path.Combine(options.Value.ContentFolder, "workflows", "gates.en.json")));

    public IReadOnlyCollection<string> Ids => [.. _gates.Value.Keys];

    /// <summary>Null when no gate of that id is described.</summary>
    public Gate? Find(string id) => _gates.Value.GetValueOrDefault(id);

    static Dictionary<string, Gate> Read(string file)
    {
        using var stream = File.OpenRead(file);
        var content = JsonSerializer.Deserialize<GateFile>(stream, Json) ?? throw new InvalidDataException($"{file} holds no gates.");
        return content.Gates.ToDictionary(gate => gate.Id, StringComparer.Ordinal);
    }

    /// <summary>The sentence that may be said aloud for a reason's class; null for a class no gate describes.</summary>
    public string? ReasonInWords(string reasonClass) =>
        _texts.Value.Values.Select(texts => texts.Reasons.GetValueOrDefault(reasonClass)).FirstOrDefault(sentence => sentence is not null);

    /// <summary>The criteria of a gate as readers see them.</summary>
    public IReadOnlyList<string> CriteriaInWords(Gate gate) =>
        [.. gate.Criteria.Select(criterion => _texts.Value.GetValueOrDefault(gate.Id)?.Criteria.GetValueOrDefault(criterion) ?? criterion.Replace('_', ' '))];

    static Dictionary<string, GateTexts> ReadTexts(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<TextFile>(stream, Json)?.Gates ?? throw new InvalidDataException($"{file} holds no texts.");
    }

    sealed record GateTexts(Dictionary<string, string> Criteria, Dictionary<string, string> Reasons);

    sealed record TextFile(Dictionary<string, GateTexts> Gates);

    sealed record GateFile(IReadOnlyList<Gate> Gates);
}
