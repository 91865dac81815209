using Microsoft.EntityFrameworkCore.ChangeTracking;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>Keeps the triggers in step with what is published, in the commit that publishes or retracts: whatever changed that flag need not think of it.</summary>
sealed class IndexTriggers(PrismaDbContext db, WorkflowRunner runner, TimeProvider time) : IBeforeCommit
{
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var definition in Changed().GroupBy(version => version.DefinitionId, StringComparer.Ordinal))
            await ReplaceAsync(definition.Key, definition.FirstOrDefault(version => version.IsPublished && !IsDeleted(version)), cancellation);
    }

    /// <summary>The versions whose flag this operation turned.</summary>
    List<DefinitionVersion> Changed() =>
        db.WithoutComparing(() => db.ChangeTracker.Entries<DefinitionVersion>().Where(IsTurned).Select(entry => entry.Entity).ToList());

    static bool IsTurned(EntityEntry<DefinitionVersion> entry) => entry.State switch
    {
        EntityState.Added => entry.Entity.IsPublished,
        EntityState.Deleted => entry.OriginalValues.GetValue<bool>(nameof(DefinitionVersion.IsPublished)),
        _ => entry.OriginalValues.GetValue<bool>(nameof(DefinitionVersion.IsPublished)) != entry.Entity.IsPublished,
    };

    bool IsDeleted(DefinitionVersion version) => db.Entry(version).State == EntityState.Deleted;

    /// <summary>A stimulus that both versions wait for keeps its row; times begin anew.</summary>
    async Task ReplaceAsync(string definitionId, DefinitionVersion? published, CancellationToken cancellation)
    {
        var old = await db.Triggers.Where(trigger => trigger.DefinitionId == definitionId).ToListAsync(cancellation);
        var wanted = published is null ? [] : TriggersOf(published);
        foreach (var trigger in old.Where(trigger => !wanted.Exists(one => IsSame(one, trigger))))
            db.Triggers.Remove(trigger);
        db.Triggers.AddRange(wanted.Where(one => !old.Exists(trigger => IsSame(one, trigger))));
    }

    List<StoredTrigger> TriggersOf(DefinitionVersion version) =>
        [.. runner.TriggersOf(DefinitionJson.Read(version.Json), new BurstContext(time.GetUtcNow())).Select(bookmark => Trigger(version, bookmark))];

    static StoredTrigger Trigger(DefinitionVersion version, Bookmark bookmark) => new()
    {
        DefinitionId = version.DefinitionId,
        VersionId = version.Id,
        ActivityId = bookmark.ActivityId,
        Name = bookmark.Name,
        Hash = bookmark.DueAt is null ? bookmark.Hash : "",
        Payload = bookmark.DueAt is null ? bookmark.Payload?.ToJsonString() ?? "" : "",
        DueAt = bookmark.DueAt,
    };

    static bool IsSame(StoredTrigger one, StoredTrigger other) =>
        (one.VersionId, one.ActivityId, one.Hash, one.DueAt) == (other.VersionId, other.ActivityId, other.Hash, other.DueAt);
}
