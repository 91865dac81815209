using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Authoring;

/// <summary>All versions of all definitions, with what is wrong in each that may still be used.</summary>
public sealed class ListDefinitions(PrismaDbContext db, DefinitionCheck check)
{
    public async Task<IReadOnlyList<DefinitionLine>> ExecuteAsync(CancellationToken cancellation)
    {
        var versions = await db.Definitions.AsNoTracking().OrderBy(version => version.Name).ThenByDescending(version => version.Version).ToListAsync(cancellation);
        return versions.ConvertAll(version => new DefinitionLine(
            version.Id, version.DefinitionId, version.Name, version.Version, version.State, version.IsLatest, version.ContentHash, version.CreatedAt, ProblemsOf(version)));
    }

    /// <summary>Retired ones are the most by far, and whoever makes a draft of one reads there what is wrong.</summary>
    IReadOnlyList<string> ProblemsOf(DefinitionVersion version) => version.State == VersionState.Retired ? [] : [.. check.Check(DefinitionJson.Read(version.Json)).Select(problem => problem.Message)];
}
