using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Gatherings;

/// <summary>The structures of workflows/structures.json with their words, one file a language. Read once.</summary>
public sealed class StructureLibrary(IOptions<PrismaOptions> options)
{
    /// <summary>More than a handful of suggestions is no help.</summary>
    const int MostSuggested = 6;

    readonly Lazy<IReadOnlyList<Structure>> _all = new(() => Catalogue.Read<Data>(options.Value.ContentFolder, "structures.json").Structures);

    readonly Lazy<FrozenDictionary<string, Words>> _words = new(() => Catalogue.InLanguages<Words>(options.Value.ContentFolder, "structures"));

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

    /// <summary>Beside those the catalogue names for a gathering: what suits the same purpose, as many people and as much time.</summary>
    public IReadOnlyList<Structure> SuggestFor(GatheringView view)
    {
        var own = All.Where(one => view.Gathering.Structures.Contains(one.Id, StringComparer.Ordinal)).ToList();
        var purpose = own.SelectMany(one => one.Suits).CountBy(suits => suits).OrderByDescending(one => one.Value).Select(one => one.Key).FirstOrDefault();
        return [.. Suggest(purpose, Math.Max(view.Gathering.People.From, view.Expected), view.Held.Minutes).Except(own).Take(MostSuggested)];
    }

    Words In(string language) => _words.Value.In(language, options.Value, "structures");

    sealed record Data(IReadOnlyList<Structure> Structures);

    sealed record Words(string Attribution, Dictionary<string, StructureText> Structures);
}
