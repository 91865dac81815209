using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Runtime;

/// <summary>Parsed versions by their id. A published version never changes, so what was found is kept; what was not found is asked for again.</summary>
public sealed class DefinitionCache
{
    readonly ConcurrentDictionary<string, WorkflowDefinition> _versions = new(StringComparer.Ordinal);

    /// <summary>The published version and the id it is kept under, which need not be the one in its file.</summary>
    /// <exception cref="DefinitionMissingException">Nothing of that id is published.</exception>
    public async Task<(string Id, WorkflowDefinition Definition)> PublishedAsync(PrismaDbContext db, string definitionId, CancellationToken cancellation) =>
        await FindPublishedAsync(db, definitionId, cancellation) ?? throw new DefinitionMissingException(definitionId);

    /// <summary>Null when nothing of that id is published.</summary>
    public async Task<(string Id, WorkflowDefinition Definition)?> FindPublishedAsync(PrismaDbContext db, string definitionId, CancellationToken cancellation)
    {
        var id = await db.Definitions.Where(version => version.DefinitionId == definitionId && version.IsPublished)
            .Select(version => version.Id).FirstOrDefaultAsync(cancellation);
        return id is null ? null : (id, await VersionAsync(db, id, cancellation));
    }

    /// <summary>Finds the definitions that this one uses as activities, and those that they use; loaded now, for a burst asks no database.</summary>
    public async Task<Func<DefinitionReference, WorkflowDefinition?>> UsedByAsync(PrismaDbContext db, WorkflowDefinition definition, CancellationToken cancellation)
    {
        var published = new Dictionary<string, WorkflowDefinition?>(StringComparer.Ordinal);
        var older = new List<WorkflowDefinition>();
        var users = new Queue<WorkflowDefinition>([definition]);
        while (users.TryDequeue(out var user))
        {
            foreach (var reference in user.Nodes.Select(node => node.Definition).OfType<DefinitionReference>())
            {
                if (!published.ContainsKey(reference.DefinitionId))
                {
                    Use(published[reference.DefinitionId] = (await FindPublishedAsync(db, reference.DefinitionId, cancellation))?.Definition);
                }

                if (reference.VersionId is { } id && await db.Definitions.AnyAsync(version => version.Id == id && version.PublishedAt != null, cancellation)
                    && !older.Exists(known => known.VersionId == id))
                {
                    var named = await VersionAsync(db, id, cancellation);
                    older.Add(named);
                    Use(named);
                }
            }
        }

        return reference => older.Find(known => known.DefinitionId == reference.DefinitionId && known.VersionId == reference.VersionId)
            ?? published.GetValueOrDefault(reference.DefinitionId);

        void Use(WorkflowDefinition? found)
        {
            if (found is not null)
            {
                users.Enqueue(found);
            }
        }
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
