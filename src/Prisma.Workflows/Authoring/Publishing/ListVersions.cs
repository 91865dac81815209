using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>Reads the history of one definition, newest version first.</summary>
public sealed class ListVersions(PrismaDbContext db)
{
    public async Task<IReadOnlyList<VersionLine>> ExecuteAsync(string definitionId, CancellationToken cancellation)
    {
        var versions = await db.Definitions.AsNoTracking().Where(version => version.DefinitionId == definitionId)
            .OrderByDescending(version => version.Version).ToListAsync(cancellation);
        return versions.ConvertAll(version => new VersionLine(
            version.Version, version.State, version.IsLatest, version.ContentHash, version.CreatedAt, version.SavedBy, version.PublishedAt, version.PublishedBy, version.Sentence));
    }
}
