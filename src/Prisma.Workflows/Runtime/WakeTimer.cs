using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Runtime;

/// <summary>Wakes one bookmark whose time has come; a row that its instance no longer knows is cleared away.</summary>
public sealed class WakeTimer(DirectRows rows, WorkflowRuntime runtime, TimeProvider time)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>Tries again later, after pauses that double up to six hours.</summary>
    public async Task PutOffAsync(string bookmarkId, CancellationToken cancellation)
    {
        if (await rows.Context.Bookmarks.FindAsync([bookmarkId], cancellation) is { } bookmark)
        {
            var pause = FirstPause * Math.Pow(2, Math.Min(bookmark.Tries++, 9));
            bookmark.DueAt = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        }
    }

    public async Task<bool> ExecuteAsync(string instanceId, string bookmarkId, CancellationToken cancellation)
    {
        if (await rows.FindAsync<StoredBookmark>(bookmarkId, cancellation) is null)
            return false;
        if (await runtime.ResumeAsync(instanceId, bookmarkId, new JsonObject { ["timer"] = true }, cancellation))
            return true;
        rows.Remove<StoredBookmark>(bookmarkId);
        return false;
    }
}
