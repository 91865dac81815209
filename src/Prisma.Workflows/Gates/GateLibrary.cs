using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Gates;

/// <summary>The gates of workflows/gates.json.</summary>
public sealed class GateLibrary(IOptions<PrismaOptions> options)
{
    readonly Lazy<IReadOnlyDictionary<string, Gate>> _gates = new(() => Read(Path.Combine(options.Value.ContentFolder, "workflows", "gates.json")));

    readonly Lazy<FrozenDictionary<string, Dictionary<string, GateText>>> _texts = new(() => ReadTexts(Path.Combine(options.Value.ContentFolder, "workflows")));

    public IReadOnlyCollection<string> Ids => [.. _gates.Value.Keys];

    /// <summary>Null when no gate of that id is described.</summary>
    public Gate? Find(string id) => _gates.Value.GetValueOrDefault(id);

    static Dictionary<string, Gate> Read(string file) =>
        ContentJson.Read<GateFile>(file).Gates.ToDictionary(gate => gate.Id, StringComparer.Ordinal);

    /// <summary>The sentence that may be said aloud for a reason's class, in this language or the nearest there is; null for a class no gate describes.</summary>
    public string? ReasonInWords(string reasonClass, string language = "") =>
        TextsIn(language).Values.Select(texts => texts.Reasons.GetValueOrDefault(reasonClass)).FirstOrDefault(sentence => sentence is not null);

    /// <summary>What readers of a gate are told, in this language or the nearest there is.</summary>
    public GateText TextOf(Gate gate, string language = "") => TextsIn(language).GetValueOrDefault(gate.Id, GateText.None);

    /// <summary>The criteria of a gate as readers see them.</summary>
    public IReadOnlyList<string> CriteriaInWords(Gate gate, string language = "")
    {
        var text = TextOf(gate, language);
        return [.. gate.Criteria.Select(text.Criterion)];
    }

    Dictionary<string, GateText> TextsIn(string language) =>
        Languages.Choose(language, options.Value.Language, _texts.Value.Keys) is { } spoken ? _texts.Value[spoken] : throw new InvalidDataException("workflows/gates.en.json is missing: gates have no words.");

    /// <summary>gates.en.json, gates.es.json and so on.</summary>
    static FrozenDictionary<string, Dictionary<string, GateText>> ReadTexts(string folder) =>
        Directory.EnumerateFiles(folder, "gates.*.json").Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
            .ToFrozenDictionary(file => Path.GetFileName(file).Split('.')[1], ReadWords, StringComparer.Ordinal);

    static Dictionary<string, GateText> ReadWords(string file) => ContentJson.Read<TextFile>(file).Gates;

    sealed record TextFile(Dictionary<string, GateText> Gates);

    sealed record GateFile(IReadOnlyList<Gate> Gates);
}
