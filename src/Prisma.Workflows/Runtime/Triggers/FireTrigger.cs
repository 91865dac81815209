using Microsoft.Extensions.Logging;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>Starts one instance for a trigger whose time has come and sets its next time, in one commit.</summary>
public sealed partial class FireTrigger(PrismaDbContext db, WorkflowRuntime runtime, DefinitionCache definitions, WorkflowRunner runner, TimeProvider time, ILogger<FireTrigger> logger)
{
    static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    public async Task<bool> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await db.Triggers.FindAsync([id], cancellation) is not { DueAt: { } due } trigger || due > now)
            return false;
        trigger.Revision++;
        trigger.Tries = 0;
        var definition = await definitions.VersionAsync(db, trigger.VersionId, cancellation);
        if (Next(definition, trigger.ActivityId, due, now) is { } next)
            trigger.DueAt = next;
        else
            db.Triggers.Remove(trigger);
        return await StartAsync(trigger, cancellation);
    }

    /// <summary>Tries again later, after pauses that double up to six hours.</summary>
    public async Task PutOffAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Triggers.FindAsync([id], cancellation) is { } trigger)
        {
            var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(trigger.Tries++, 9)));
            trigger.DueAt = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
            trigger.Revision++;
        }
    }

    async Task<bool> StartAsync(StoredTrigger trigger, CancellationToken cancellation)
    {
        try
        {
            await runtime.StartVersionAsync(trigger.VersionId, new StartRequest { InstanceId = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), TriggerActivityId = trigger.ActivityId }, cancellation);
            return true;
        }
        catch (StartRefusedException refused)
        {
            LogRefused(trigger.Id, refused.Message);
            return false;
        }
    }

    /// <summary>The rhythm goes on from when it was due; what was missed while nobody was there is made up for once.</summary>
    DateTimeOffset? Next(WorkflowDefinition definition, string activityId, DateTimeOffset due, DateTimeOffset now)
    {
        return After(due) is { } next && next > now ? next : After(now);

        DateTimeOffset? After(DateTimeOffset instant) =>
            runner.TriggersOf(definition, new BurstContext(instant)).FirstOrDefault(bookmark => bookmark.ActivityId == activityId && bookmark.DueAt is not null)?.DueAt;
    }

    [LoggerMessage(1004, LogLevel.Information, "The trigger {TriggerId} started nothing this time: {Reason}")]
    private partial void LogRefused(Guid triggerId, string reason);
}
