namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>Reads the history of one definition, newest version first.</summary>
public sealed class ListVersions(PrismaDbContext db)
{
    public Task<List<DefinitionVersion>> ExecuteAsync(string definitionId, CancellationToken cancellation) =>
        db.Definitions.AsNoTracking().Where(version => version.DefinitionId == definitionId).OrderByDescending(version => version.Version).ToListAsync(cancellation);
}
