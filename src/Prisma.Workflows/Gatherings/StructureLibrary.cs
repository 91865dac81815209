using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Gatherings;

/// <summary>The structures of workflows/structures.json with their words, one file a language. Read once.</summary>
public sealed class StructureLibrary(IOptions<PrismaOptions> options)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly Lazy<IReadOnlyList<Structure>> _all = new(() => Read<Data>(Path.Combine(options.Value.ContentFolder, "workflows", "structures.json")).Structures);

    readonly Lazy<FrozenDictionary<string, Words>> _words = new(() =>
        Directory.EnumerateFiles(Path.Combine(options.Value.ContentFolder, "workflows"), "structures.*.json")
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
            .ToFrozenDictionary(file => Path.GetFileName(file).Split('.')[1], Read<Words>, StringComparer.Ordinal));

    public IReadOnlyList<Structure> All => _all.Value;

    public StructureText TextOf(Structure structure, string language) => In(language).Structures[structure.Id];

    /// <summary>Whose they are: shown wherever they are named.</summary>
    public string Attribution(string language) => In(language).Attribution;

    /// <summary>What suits a purpose, a number of people and a time; what uses the time best comes first. Null leaves one open.</summary>
    public IReadOnlyList<Structure> Suggest(string? purpose, int? people, int? minutes) =>
    [
        .. All.Where(one => purpose is null || one.Suits.Contains(purpose, StringComparer.Ordinal))
            .Where(one => people is null || one.People.Holds(people.Value))
            .Where(one => minutes is null || one.Minutes.From <= minutes)
            .OrderByDescending(one => minutes is null ? 0 : Math.Min(one.Minutes.To, minutes.Value))
            .ThenBy(one => one.Id, StringComparer.Ordinal),
    ];

    Words In(string language) => Languages.Choose(language, options.Value.Language, _words.Value.Keys) is { } spoken
        ? _words.Value[spoken]
        : throw new InvalidDataException("workflows/structures.en.json is missing: structures have no words.");

    static T Read<T>(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new InvalidDataException($"{file} is empty.");
    }

    sealed record Data(IReadOnlyList<Structure> Structures);

    sealed record Words(string Attribution, Dictionary<string, StructureText> Structures);
}
