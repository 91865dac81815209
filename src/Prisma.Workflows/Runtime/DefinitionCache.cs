using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Runtime;

/// <summary>Parsed versions by their id. A published version never changes, so what was found is kept; what was not found is asked for again.</summary>
public sealed class DefinitionCache
{
    readonly ConcurrentDictionary<string, WorkflowDefinition> _versions = new(StringComparer.Ordinal);

    /// <exception cref="DefinitionMissingException">Nothing of that id is published.</exception>
    public async Task<WorkflowDefinition> PublishedAsync(PrismaDbContext db, string definitionId, CancellationToken cancellation)
    {
        var id = await db.Definitions.Where(version => version.DefinitionId == definitionId && version.IsPublished)
            .Select(version => version.Id).FirstOrDefaultAsync(cancellation);
        return id is null ? throw new DefinitionMissingException(definitionId) : await VersionAsync(db, id, cancellation);
    }

    /// <exception cref="DefinitionMissingException">That version is not here.</exception>
    public async Task<WorkflowDefinition> VersionAsync(PrismaDbContext db, string versionId, CancellationToken cancellation)
    {
        if (_versions.TryGetValue(versionId, out var cached))
        {
            return cached;
        }

        var json = await db.Definitions.Where(version => version.Id == versionId)
            .Select(version => new { version.Json, version.PublishedAt }).FirstOrDefaultAsync(cancellation)
            ?? throw new DefinitionMissingException(versionId);
        var definition = DefinitionJson.Read(json.Json);
        return json.PublishedAt is null ? definition : _versions.GetOrAdd(versionId, definition);
    }
}
