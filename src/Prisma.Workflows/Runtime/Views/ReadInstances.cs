using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Views;

/// <summary>Reads instances: in pages, or one with all that happened in it.</summary>
public sealed class ReadInstances(PrismaDbContext db, DefinitionCache definitions)
{
    public async Task<(IReadOnlyList<StoredInstance> Page, int Total)> ListAsync(InstanceFilter filter, CancellationToken cancellation)
    {
        var found = db.Instances.AsNoTracking();
        found = filter.DefinitionIds.Count == 0 ? found : found.Where(instance => filter.DefinitionIds.Contains(instance.DefinitionId));
        found = filter.Statuses.Count == 0 ? found : found.Where(instance => filter.Statuses.Contains(instance.Status));
        found = filter.SubStatuses.Count == 0 ? found : found.Where(instance => filter.SubStatuses.Contains(instance.SubStatus));
        found = filter.CorrelationId.Length == 0 ? found : found.Where(instance => instance.CorrelationId == filter.CorrelationId);
        found = filter.Search.Length == 0 ? found : found.Where(instance => instance.Id == filter.Search || instance.CorrelationId == filter.Search || instance.DefinitionId == filter.Search);
        found = filter.HasIncidents is { } troubled ? found.Where(instance => instance.Incidents > 0 == troubled) : found;
        found = filter.Times.Aggregate(found, (runs, time) => time.In(runs));
        var key = TimeBound.Named(filter.OrderBy) ?? (instance => instance.CreatedAt);
        var ordered = (filter.OldestFirst ? found.OrderBy(key) : found.OrderByDescending(key)).ThenBy(instance => instance.Id);
        return (await ordered.Skip(filter.Skip).Take(filter.Take).ToListAsync(cancellation), await found.CountAsync(cancellation));
    }

    /// <summary>Without what happened; null when there is no such instance.</summary>
    public Task<StoredInstance?> FindAsync(string id, CancellationToken cancellation) => db.Instances.AsNoTracking().SingleOrDefaultAsync(instance => instance.Id == id, cancellation);

    /// <summary>What the workflow it runs is called.</summary>
    public async Task<string> NameAsync(StoredInstance instance, CancellationToken cancellation) =>
        await db.Definitions.Where(version => version.Id == instance.DefinitionVersionId).Select(version => version.Name).SingleOrDefaultAsync(cancellation) ?? instance.DefinitionId;

    /// <summary>Null when there is no such instance, or its state cannot be read.</summary>
    public async Task<InstanceHistory?> HistoryAsync(string id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } stored || InstanceJson.TryRead(stored.State) is not { } instance)
            return null;
        var log = await db.ActivityLog.AsNoTracking().Where(entry => entry.InstanceId == id).OrderBy(entry => entry.Sequence).ToListAsync(cancellation);
        return new InstanceHistory(stored, instance, await definitions.VersionAsync(db, stored.DefinitionVersionId, cancellation), log);
    }
}
