using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime.Calls;

namespace Prisma.Workflows.Runtime;

/// <summary>An instance that runs again hears what happened while it stood still: what people did, a child that has ended, a call nobody waited for.</summary>
sealed class RetryBurst(PrismaDbContext db, WorkflowRuntime runtime)
{
    public async Task CatchUpAsync(Burst burst, CancellationToken cancellation)
    {
        foreach (var bookmark in burst.BookmarksAdded.ToList())
        {
            foreach (var answer in await MissedAsync(bookmark, cancellation))
                await runtime.ResumeAsync(burst.Instance.Id, bookmark.Id, answer, cancellation);
        }
    }

    async Task<List<JsonObject>> MissedAsync(Bookmark bookmark, CancellationToken cancellation)
    {
        if (bookmark.Heard is { } heard)
            return [heard];
        if (bookmark.Children is { Count: > 0 } children)
        {
            var ended = await db.Instances.Where(child => children.Contains(child.Id) && child.Status == nameof(InstanceStatus.Finished)).OrderBy(child => child.Id).Select(child => child.State).ToListAsync(cancellation);
            return ended.ConvertAll(state => ChildState.Of(InstanceJson.Read(state), late: true));
        }

        return await db.OutgoingCalls.AnyAsync(call => call.BookmarkId == bookmark.Id && call.State == CallState.Unwanted, cancellation)
            ? [new JsonObject { ["error"] = "FailedToConnect", ["message"] = "The answer came while the workflow stood still." }]
            : [];
    }
}
