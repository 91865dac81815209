using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Gates;

/// <summary>The gates of workflows/gates.json.</summary>
public sealed class GateLibrary(IOptions<PrismaOptions> options)
{
    readonly Lazy<IReadOnlyDictionary<string, Gate>> _gates = new(() => Catalogue.Read<GateFile>(options.Value.ContentFolder, "gates.json").Gates.ToDictionary(gate => gate.Id, StringComparer.Ordinal));

    readonly Lazy<FrozenDictionary<string, TextFile>> _texts = new(() => Catalogue.InLanguages<TextFile>(options.Value.ContentFolder, "gates"));

    public IReadOnlyCollection<string> Ids => [.. _gates.Value.Keys];

    /// <summary>Null when no gate of that id is described.</summary>
    public Gate? Find(string id) => _gates.Value.GetValueOrDefault(id);

    /// <summary>The sentence that may be said aloud for a reason's class, in this language or the nearest there is; null for a class no gate describes.</summary>
    public string? ReasonInWords(string reasonClass, string language) =>
        TextsIn(language).Values.Select(texts => texts.Reasons.GetValueOrDefault(reasonClass)).FirstOrDefault(sentence => sentence is not null);

    /// <summary>What readers of a gate are told, in this language or the nearest there is.</summary>
    public GateText TextOf(Gate gate, string language) => TextsIn(language).GetValueOrDefault(gate.Id, GateText.None);

    /// <summary>The criteria of a gate as readers see them.</summary>
    public IReadOnlyList<string> CriteriaInWords(Gate gate, string language)
    {
        var text = TextOf(gate, language);
        return [.. gate.Criteria.Select(text.Criterion)];
    }

    Dictionary<string, GateText> TextsIn(string language) => _texts.Value.In(language, options.Value, "gates").Gates;

    sealed record TextFile(Dictionary<string, GateText> Gates);

    sealed record GateFile(IReadOnlyList<Gate> Gates);
}
