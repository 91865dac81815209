using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Gatherings;

/// <summary>The gatherings of workflows/gatherings.json with their words, one file a language. Read once.</summary>
public sealed class GatheringLibrary(IOptions<PrismaOptions> options)
{
    readonly Lazy<IReadOnlyList<Gathering>> _all = new(() => Catalogue.Read<Data>(options.Value.ContentFolder, "gatherings.json").Gatherings);

    readonly Lazy<FrozenDictionary<string, Words>> _words = new(() => Catalogue.InLanguages<Words>(options.Value.ContentFolder, "gatherings"));

    public IReadOnlyList<Gathering> All => _all.Value;

    public Gathering? Find(string id) => All.FirstOrDefault(one => string.Equals(one.Id, id, StringComparison.OrdinalIgnoreCase));

    public GatheringText TextOf(Gathering gathering, string language) => _words.Value.In(language, options.Value, "gatherings").Gatherings[gathering.Id];

    sealed record Data(IReadOnlyList<Gathering> Gatherings);

    sealed record Words(Dictionary<string, GatheringText> Gatherings);
}
