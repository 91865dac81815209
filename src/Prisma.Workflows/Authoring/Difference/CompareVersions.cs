using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Difference;

/// <summary>Lays two versions of a definition side by side: any two, or the latest beside what people begin on now.</summary>
public sealed class CompareVersions(ListVersions list, DifferenceReader differences)
{
    /// <summary>Null when a version that was asked for is not here.</summary>
    public async Task<Comparison?> ExecuteAsync(string definitionId, int? before, int? after, CancellationToken cancellation)
    {
        var versions = await list.ExecuteAsync(definitionId, cancellation);
        var newer = after is { } asked ? versions.Find(version => version.Version == asked) : versions.Find(version => version.IsLatest);
        if (newer is null)
            return null;
        var older = before is { } wanted
            ? versions.Find(version => version.Version == wanted)
            : versions.Find(version => version.IsPublished && version != newer) ?? versions.Find(version => version.Version < newer.Version);
        if (before is not null && older is null)
            return null;
        var (was, now) = (older is null ? null : DefinitionJson.Read(older.Json), DefinitionJson.Read(newer.Json));
        var difference = differences.Read(was, now);
        return new Comparison(older?.Version, newer.Version, difference, FlowPicture.Of(was, now, difference));
    }
}
