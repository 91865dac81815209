using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Has everything in a run that waits for a day look at the event's calendar again.</summary>
public sealed class CalendarWaits(PrismaDbContext db, WorkflowRuntime runtime) : IGatheringListener
{
    public Task AskAgainAsync(string instanceId, CancellationToken cancellation) => AskAgainAsync(instanceId, CalendarDay.Waits, cancellation);

    /// <summary>Whoever waits for the days before a gathering waits for nothing but a day. An event that rests asks when it goes on.</summary>
    public async Task HearAsync(Event theEvent, CancellationToken cancellation)
    {
        if (theEvent.PausedAt is not null)
            return;
        foreach (var instanceId in await db.Enrolments.AsNoTracking()
            .Where(one => one.EventId == theEvent.Id && (one.State == EnrolmentState.Active || one.State == EnrolmentState.Paused))
            .OrderBy(one => one.CreatedAt).Select(one => one.InstanceId).ToListAsync(cancellation))
        {
            await AskAgainAsync(instanceId, [CalendarDay.Day], cancellation);
        }
    }

    async Task AskAgainAsync(string instanceId, IReadOnlyList<string> waits, CancellationToken cancellation)
    {
        foreach (var bookmark in await db.Bookmarks.AsNoTracking()
            .Where(bookmark => bookmark.InstanceId == instanceId && bookmark.DueAt != null && waits.Contains(bookmark.Name))
            .Select(bookmark => bookmark.Id).ToListAsync(cancellation))
        {
            await runtime.ResumeAsync(instanceId, bookmark, CalendarDay.Moved, cancellation);
        }

        foreach (var child in await db.Instances.AsNoTracking()
            .Where(instance => instance.ParentInstanceId == instanceId && instance.Status == nameof(InstanceStatus.Running)).Select(instance => instance.Id).ToListAsync(cancellation))
        {
            await AskAgainAsync(child, waits, cancellation);
        }
    }
}
