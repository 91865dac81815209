using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Runtime;

/// <summary>Parsed versions by their id. A published version never changes, so what was found is kept; what was not found is asked for again.</summary>
public sealed class DefinitionCache
{
    const string Published = """SELECT "Id" FROM "Definitions" WHERE "DefinitionId" = @value AND "IsPublished" """;

    readonly ConcurrentDictionary<string, WorkflowDefinition> _versions = new(StringComparer.Ordinal);
    readonly ConditionalWeakTable<WorkflowDefinition, DefinitionReference[]> _references = [];

    /// <summary>The published version and the id it is kept under, which need not be the one in its file.</summary>
    /// <exception cref="DefinitionMissingException">Nothing of that id is published.</exception>
    public async Task<(string Id, WorkflowDefinition Definition)> PublishedAsync(DirectRows rows, string definitionId, CancellationToken cancellation) =>
        await FindPublishedAsync(rows, definitionId, cancellation) ?? throw new DefinitionMissingException(definitionId);

    /// <summary>Null when nothing of that id is published.</summary>
    public async Task<(string Id, WorkflowDefinition Definition)?> FindPublishedAsync(DirectRows rows, string definitionId, CancellationToken cancellation)
    {
        var found = await rows.ReadAsync(Published, definitionId, reader => reader.GetString(0), cancellation);
        return found is [var id, ..] ? (id, await VersionAsync(rows.Context, id, cancellation)) : null;
    }

    /// <summary>
    /// Finds the definitions that this one uses as activities, those that they use, and the versions that an instance of it already runs in
    /// place; loaded now, for a burst asks no database.
    /// </summary>
    public async Task<Func<DefinitionReference, WorkflowDefinition?>> UsedByAsync(DirectRows rows, WorkflowDefinition definition, IEnumerable<string> inPlace, CancellationToken cancellation)
    {
        if (ReferencesIn(definition) is [])
            return static _ => null;
        var db = rows.Context;
        var published = new Dictionary<string, WorkflowDefinition?>(StringComparer.Ordinal);
        var older = new List<WorkflowDefinition>();
        var users = new Queue<WorkflowDefinition>([definition]);
        foreach (var versionId in inPlace)
            await KeepAsync(new DefinitionReference("", versionId));
        while (users.TryDequeue(out var user))
        {
            foreach (var reference in ReferencesIn(user))
            {
                if (!published.ContainsKey(reference.DefinitionId))
                    Use(published[reference.DefinitionId] = (await FindPublishedAsync(rows, reference.DefinitionId, cancellation))?.Definition ?? await CalledAsync(db, reference, cancellation));
                await KeepAsync(reference);
            }
        }

        return reference => older.Find(known => known.DefinitionId == reference.DefinitionId && (reference.VersionId is null ? known.Version == reference.Version : known.VersionId == reference.VersionId))
            ?? published.GetValueOrDefault(reference.DefinitionId);

        async Task KeepAsync(DefinitionReference reference)
        {
            if (await NamedAsync(db, reference, cancellation) is { } id && !older.Exists(known => known.VersionId == id))
            {
                var named = await VersionAsync(db, id, cancellation);
                older.Add(named);
                Use(named);
            }
        }

        void Use(WorkflowDefinition? found)
        {
            if (found is not null)
                users.Enqueue(found);
        }
    }

    /// <summary>The published definition that goes by the name of the activity type, for a file whose ids are of another installation.</summary>
    async Task<WorkflowDefinition?> CalledAsync(PrismaDbContext db, DefinitionReference reference, CancellationToken cancellation)
    {
        var named = await db.Definitions.Where(version => version.IsPublished).Select(version => new { version.Id, version.Name }).ToListAsync(cancellation);
        return named.Find(one => reference.IsCalled(one.Name)) is { } found ? await VersionAsync(db, found.Id, cancellation) : null;
    }

    /// <summary>The row of the version that is named, by its id or, where it has none, by its number; null when that was never published.</summary>
    static Task<string?> NamedAsync(PrismaDbContext db, DefinitionReference reference, CancellationToken cancellation) =>
        reference is { VersionId: null, Version: null }
            ? Task.FromResult<string?>(null)
            : db.Definitions.Where(version => version.PublishedAt != null && (reference.VersionId == null ? version.DefinitionId == reference.DefinitionId && version.Version == reference.Version : version.Id == reference.VersionId))
                .Select(version => version.Id).FirstOrDefaultAsync(cancellation);

    /// <summary>Looked for once: a burst must not cost more because its definition is long.</summary>
    DefinitionReference[] ReferencesIn(WorkflowDefinition definition) =>
        _references.GetValue(definition, static one => [.. one.Nodes.Select(node => node.Definition).OfType<DefinitionReference>()]);

    /// <exception cref="DefinitionMissingException">That version is not here.</exception>
    public async Task<WorkflowDefinition> VersionAsync(PrismaDbContext db, string versionId, CancellationToken cancellation)
    {
        if (_versions.TryGetValue(versionId, out var cached))
            return cached;
        var json = await db.Definitions.Where(version => version.Id == versionId)
            .Select(version => new { version.Json, version.PublishedAt }).FirstOrDefaultAsync(cancellation)
            ?? throw new DefinitionMissingException(versionId);
        var definition = Named(DefinitionJson.Read(json.Json), versionId);
        return json.PublishedAt is null ? definition : _versions.GetOrAdd(versionId, definition);
    }

    /// <summary>A file may carry the id of another version, or none: an instance remembers the one under which its version is kept.</summary>
    static WorkflowDefinition Named(WorkflowDefinition definition, string versionId)
    {
        if (definition.VersionId == versionId)
            return definition;
        var document = definition.Document.DeepClone().AsObject();
        document["id"] = versionId;
        return DefinitionJson.Read(document);
    }
}
