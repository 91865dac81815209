using Microsoft.Extensions.Logging;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Watch;

/// <summary>Looks over everything that runs, page by page: each instance must have something that can wake it, and nobody may count on one that has ended. Whoever changes while it is looked at is left for the next time.</summary>
public sealed partial class FindStuck(Operations operations, StuckInstances stuck, DefinitionCache definitions, IEnumerable<IEndedRuns> ended, ILogger<FindStuck> logger)
{
    const int Page = 100;

    public async Task<IReadOnlyList<StuckInstance>> ExecuteAsync(CancellationToken cancellation)
    {
        var found = new List<StuckInstance>();
        var running = await operations.ReadAsync<PrismaDbContext, List<string>>(db =>
            db.Instances.Where(one => one.Status == nameof(InstanceStatus.Running)).Select(one => one.Id).ToListAsync(cancellation));
        foreach (var page in running.Chunk(Page))
            found.AddRange(await operations.ReadAsync<PrismaDbContext, List<StuckInstance>>(db => CheckAsync(db, page, cancellation)));
        foreach (var those in ended)
            found.AddRange(await operations.ReadAsync<PrismaDbContext, List<StuckInstance>>(db => those.FindAsync(db, cancellation)));
        foreach (var one in found.ExceptBy(stuck.Found.Select(known => known.InstanceId), one => one.InstanceId))
            LogStuck(one.InstanceId, one.Sentence);
        stuck.Replace(found);
        return found;
    }

    async Task<List<StuckInstance>> CheckAsync(PrismaDbContext db, string[] running, CancellationToken cancellation)
    {
        var page = await db.Instances.Where(one => running.Contains(one.Id) && one.Status == nameof(InstanceStatus.Running)).ToListAsync(cancellation);
        var look = await WakingLook.OfAsync(db, definitions, page, cancellation);
        var suspects = page.Select(stored => (Stored: stored, Sentence: look.WhatIsWrongWith(stored))).Where(one => one.Sentence is not null).ToList();
        var ids = suspects.ConvertAll(one => one.Stored.Id);
        var revisions = await db.Instances.Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Revision, cancellation);
        return suspects.FindAll(one => revisions.GetValueOrDefault(one.Stored.Id) == one.Stored.Revision)
            .ConvertAll(one => new StuckInstance(one.Stored.Id, one.Stored.DefinitionId, one.Sentence!));
    }

    [LoggerMessage(1005, LogLevel.Error, "The workflow instance {InstanceId} is stuck: {Reason}")]
    private partial void LogStuck(string instanceId, string reason);
}
