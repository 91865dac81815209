using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Pathways.Activities;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Has everything in a run that waits for a day look at the event's calendar again.</summary>
public sealed class CalendarWaits(PrismaDbContext db, WorkflowRuntime runtime)
{
    public async Task AskAgainAsync(string instanceId, CancellationToken cancellation)
    {
        foreach (var bookmark in await db.Bookmarks.AsNoTracking()
            .Where(bookmark => bookmark.InstanceId == instanceId && bookmark.DueAt != null && CalendarDay.Waits.Contains(bookmark.Name))
            .Select(bookmark => bookmark.Id).ToListAsync(cancellation))
        {
            await runtime.ResumeAsync(instanceId, bookmark, CalendarDay.Moved, cancellation);
        }

        foreach (var child in await db.Instances.AsNoTracking()
            .Where(instance => instance.ParentInstanceId == instanceId && instance.Status == nameof(InstanceStatus.Running)).Select(instance => instance.Id).ToListAsync(cancellation))
        {
            await AskAgainAsync(child, cancellation);
        }
    }
}
