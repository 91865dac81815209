using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime.Calls;

namespace Prisma.Workflows.Runtime;

/// <summary>An instance that runs again hears what happened while it stood still: a child that has ended, a call nobody waited for.</summary>
sealed class RetryBurst(PrismaDbContext db, WorkflowRuntime runtime)
{
    public async Task CatchUpAsync(Burst burst, CancellationToken cancellation)
    {
        foreach (var bookmark in burst.BookmarksAdded.ToList())
        {
            if (await MissedAsync(bookmark, cancellation) is { } answer)
            {
                await runtime.ResumeAsync(burst.Instance.Id, bookmark.Id, answer, cancellation);
            }
        }
    }

    async Task<JsonObject?> MissedAsync(Bookmark bookmark, CancellationToken cancellation)
    {
        if (bookmark.Payload?["ChildInstanceId"]?.ToString() is { } childId)
        {
            var state = await db.Instances.Where(child => child.Id == childId && child.Status == nameof(InstanceStatus.Finished)).Select(child => child.State).FirstOrDefaultAsync(cancellation);
            return state is null ? null : ChildState.Of(InstanceJson.Read(state), late: true);
        }

        return await db.OutgoingCalls.AnyAsync(call => call.BookmarkId == bookmark.Id && call.State == CallState.Unwanted, cancellation)
            ? new JsonObject { ["error"] = "FailedToConnect", ["message"] = "The answer came while the workflow stood still." }
            : null;
    }
}
