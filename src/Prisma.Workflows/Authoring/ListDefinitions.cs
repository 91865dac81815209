using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring;

/// <summary>All versions of all definitions, a page at a time, with what is wrong in each that may still be used.</summary>
public sealed class ListDefinitions(PrismaDbContext db, DefinitionCheck check)
{
    /// <summary>The page is cut before anything is read or checked: there may be hundreds, and a check is much work. Found by name or id.</summary>
    public async Task<Found<DefinitionLine>> FindAsync(string asked, int page, CancellationToken cancellation)
    {
        var named = await Ordered(db.Definitions).Select(version => new { version.Id, version.DefinitionId, version.Name }).ToListAsync(cancellation);
        var found = Found.In(named, asked, page, one => $"{one.Name} {one.DefinitionId}").With(one => one.Id);
        var versions = await Ordered(db.Definitions.AsNoTracking().Where(version => found.Rows.Contains(version.Id))).ToListAsync(cancellation);
        return new Found<DefinitionLine>(
            versions.ConvertAll(version => new DefinitionLine(
                version.Id, version.DefinitionId, version.Name, version.Version, version.State, version.IsLatest, version.ContentHash, version.CreatedAt, ProblemsOf(version))),
            found.Count);
    }

    /// <summary>Each definition by its name of now.</summary>
    public Task<List<Choice>> NamesAsync(CancellationToken cancellation) =>
        Ordered(db.Definitions.Where(version => version.IsLatest)).Select(version => new Choice(version.DefinitionId, version.Name)).ToListAsync(cancellation);

    /// <summary>Drafts, by whom they were saved last: whoever publishes one needs another steward to read it.</summary>
    public Task<List<Choice>> DraftsAsync(CancellationToken cancellation) =>
        Ordered(db.Definitions.Where(version => version.IsLatest && version.PublishedAt == null && version.SavedAt != null))
            .Select(version => new Choice(version.DefinitionId, $"{version.Name}, saved by {version.SavedBy}")).ToListAsync(cancellation);

    static IQueryable<DefinitionVersion> Ordered(IQueryable<DefinitionVersion> versions) =>
        versions.OrderBy(version => version.Name).ThenByDescending(version => version.Version).ThenBy(version => version.Id);

    /// <summary>Retired ones are the most by far, and whoever makes a draft of one reads there what is wrong.</summary>
    IReadOnlyList<string> ProblemsOf(DefinitionVersion version) => version.State == VersionState.Retired ? [] : [.. check.Check(DefinitionJson.Read(version.Json)).Select(problem => problem.Message)];
}
