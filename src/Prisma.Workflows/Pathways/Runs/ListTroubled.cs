using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Watch;

namespace Prisma.Workflows.Pathways.Runs;

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
        var versions = rows.ConvertAll(row => row.DefinitionVersionId);
        var names = await db.Definitions.Where(version => versions.Contains(version.Id)).ToDictionaryAsync(version => version.Id, version => version.Name, cancellation);
        var runs = rows.ConvertAll(row => row.ParentInstanceId ?? row.Id);
        var passages = await db.Enrolments.AsNoTracking().Include(one => one.Person).Include(one => one.Organisation).Include(one => one.Event)
            .Where(one => runs.Contains(one.InstanceId)).ToDictionaryAsync(one => one.InstanceId, cancellation);
        return [.. rows.Select(row => Line(row, names.GetValueOrDefault(row.DefinitionVersionId, row.DefinitionId), passages.GetValueOrDefault(row.ParentInstanceId ?? row.Id), reasons.GetValueOrDefault(row.Id))).OfType<TroubledInstance>()];
    }

    static TroubledInstance? Line(StoredInstance row, string name, Enrolment? passage, string? reason)
    {
        var state = InstanceJson.TryRead(row.State);
        var incident = reason is null ? state?.Incidents.LastOrDefault(one => one.RetriedAt is null) : null;
        var canEnd = row.Status == nameof(InstanceStatus.Running) && passage?.InstanceId != row.Id;
        return (reason ?? (state is null ? WakingLook.Unreadable : incident?.Sentence)) is { } sentence
            ? new TroubledInstance(row.Id, name, passage?.Id, passage?.Name, row.UpdatedAt, sentence, incident?.Id, canEnd)
            : null;
    }
}
