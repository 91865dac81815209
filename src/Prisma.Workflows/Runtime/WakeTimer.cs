using System.Text.Json.Nodes;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Runtime;

/// <summary>Wakes one bookmark whose time has come; a row that its instance no longer knows is cleared away.</summary>
public sealed class WakeTimer(PrismaDbContext db, WorkflowRuntime runtime)
{
    public async Task<bool> ExecuteAsync(string instanceId, string bookmarkId, CancellationToken cancellation)
    {
        if (await db.Bookmarks.FindAsync([bookmarkId], cancellation) is not { } bookmark)
        {
            return false;
        }

        if (await runtime.ResumeAsync(instanceId, bookmarkId, new JsonObject { ["timer"] = true }, cancellation))
        {
            return true;
        }

        db.Bookmarks.Remove(bookmark);
        return false;
    }
}
