using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Authoring.Catalogue;

/// <summary>Finds versions of definitions: by id, by definition, or in pages.</summary>
public sealed class FindDefinitions(PrismaDbContext db, DefinitionCache cache)
{
    public async Task<(IReadOnlyList<DefinitionVersion> Page, int Total)> ListAsync(DefinitionFilter filter, CancellationToken cancellation)
    {
        var found = filter.Versions.In(db.Definitions.AsNoTracking());
        found = filter.DefinitionIds.Count == 0 ? found : found.Where(version => filter.DefinitionIds.Contains(version.DefinitionId));
        found = filter.Ids.Count == 0 ? found : found.Where(version => filter.Ids.Contains(version.Id));
        if (filter.Search.Length > 0)
        {
            // The databases do not agree on what is upper case.
            var names = await found.Select(version => new { version.Id, version.DefinitionId, version.Name }).ToListAsync(cancellation);
            var ids = names.Where(one => $"{one.Name}\n{one.DefinitionId}".Contains(filter.Search, StringComparison.OrdinalIgnoreCase)).Select(one => one.Id).ToList();
            found = found.Where(version => ids.Contains(version.Id));
        }

        return (await Order(found, filter).Skip(filter.Skip).Take(filter.Take).ToListAsync(cancellation), await found.CountAsync(cancellation));
    }

    /// <summary>The newest of the versions that are meant; null when there is none.</summary>
    public Task<DefinitionVersion?> OfDefinitionAsync(string definitionId, VersionWanted wanted, CancellationToken cancellation) =>
        wanted.In(db.Definitions.AsNoTracking().Where(version => version.DefinitionId == definitionId)).OrderByDescending(version => version.Version).FirstOrDefaultAsync(cancellation);

    public Task<DefinitionVersion?> VersionAsync(string versionId, CancellationToken cancellation) =>
        db.Definitions.AsNoTracking().SingleOrDefaultAsync(version => version.Id == versionId, cancellation);

    public Task<bool> IsNameTakenAsync(string name, string? byOtherThan, CancellationToken cancellation) =>
        db.Definitions.AnyAsync(version => version.IsLatest && version.Name == name && version.DefinitionId != byOtherThan, cancellation);

    /// <summary>What can be run now, by its name.</summary>
    public async Task<IReadOnlyList<Choice>> PublishedAsync(CancellationToken cancellation) =>
        await db.Definitions.Where(version => version.IsPublished).OrderBy(version => version.Name).Select(version => new Choice(version.DefinitionId, version.Name)).ToListAsync(cancellation);

    /// <summary>The latest and the published version of each definition, read; what is published is read once for all.</summary>
    public async Task<IReadOnlyList<(WorkflowDefinition Definition, bool IsPublished)>> CurrentAsync(CancellationToken cancellation)
    {
        var versions = await db.Definitions.Where(version => version.IsLatest || version.IsPublished).OrderBy(version => version.Name).ThenByDescending(version => version.Version)
            .Select(version => new { version.Id, version.IsPublished }).ToListAsync(cancellation);
        var current = new List<(WorkflowDefinition, bool)>();
        foreach (var version in versions)
            current.Add((await cache.VersionAsync(db, version.Id, cancellation), version.IsPublished));
        return current;
    }

    /// <summary>The latest versions whose definition names this one.</summary>
    public Task<List<DefinitionVersion>> ConsumersAsync(string definitionId, CancellationToken cancellation) =>
        db.Definitions.AsNoTracking().Where(version => version.IsLatest && version.DefinitionId != definitionId && version.Json.Contains($"\"{definitionId}\"")).ToListAsync(cancellation);

    static IQueryable<DefinitionVersion> Order(IQueryable<DefinitionVersion> versions, DefinitionFilter filter) => (filter.OrderBy.ToUpperInvariant(), filter.Descending) switch
    {
        ("VERSION", true) => versions.OrderByDescending(version => version.Version),
        ("VERSION", false) => versions.OrderBy(version => version.Version),
        ("CREATED" or "CREATEDAT", true) => versions.OrderByDescending(version => version.CreatedAt),
        ("CREATED" or "CREATEDAT", false) => versions.OrderBy(version => version.CreatedAt),
        (_, true) => versions.OrderByDescending(version => version.Name).ThenByDescending(version => version.Version),
        _ => versions.OrderBy(version => version.Name).ThenByDescending(version => version.Version),
    };
}
