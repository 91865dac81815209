using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Runtime.Watch;

/// <summary>The instances that failed, run on after a failure, or are stuck; newest first.</summary>
public sealed class ListTroubled(PrismaDbContext db, StuckInstances stuck)
{
    const int Most = 200;

    public async Task<IReadOnlyList<TroubledInstance>> ExecuteAsync(CancellationToken cancellation)
    {
        var reasons = stuck.Found.ToDictionary(one => one.InstanceId, one => one.Sentence, StringComparer.Ordinal);
        var ids = reasons.Keys.Take(Most).ToList();
        var rows = await db.Instances.AsNoTracking()
            .Where(one => (one.Incidents > 0 && one.SubStatus != nameof(InstanceSubStatus.Cancelled) && one.SubStatus != nameof(InstanceSubStatus.Finished)) || ids.Contains(one.Id))
            .OrderByDescending(one => one.UpdatedAt).Take(Most).ToListAsync(cancellation);
        return [.. rows.Select(row => Line(row, reasons.GetValueOrDefault(row.Id))).OfType<TroubledInstance>()];
    }

    static TroubledInstance? Line(StoredInstance row, string? reason)
    {
        var incident = reason is null ? InstanceJson.Read(row.State).Incidents.LastOrDefault(one => one.RetriedAt is null) : null;
        return reason is null && incident is null
            ? null
            : new TroubledInstance(row.Id, row.DefinitionId, row.SubStatus, row.UpdatedAt, reason ?? $"{incident!.ActivityId}: {incident.Message}", incident?.Id, row.Status == nameof(InstanceStatus.Running));
    }
}
