using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Runtime;

/// <summary>Wakes what is due, one bookmark an operation, oldest first. The due time is our own row; whoever asks first wins.</summary>
public sealed class ResumeDueTimers(Operations operations, TimeProvider time)
{
    const int Batch = 100;

    /// <summary>Answers how many were woken.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var woken = 0;
        for (var due = await DueAsync(); due.Count > 0; due = await DueAsync())
        {
            foreach (var (id, instanceId) in due)
            {
                var done = await operations.RunAsync<WakeTimer, bool>(wake => wake.ExecuteAsync(instanceId, id, cancellation), cancellation);
                woken += done ? 1 : 0;
            }
        }

        return woken;
    }

    Task<List<(string Id, string InstanceId)>> DueAsync()
    {
        var now = time.GetUtcNow();
        return operations.ReadAsync<PrismaDbContext, List<(string, string)>>(async db =>
        {
            var rows = await db.Bookmarks.Where(bookmark => bookmark.DueAt <= now).OrderBy(bookmark => bookmark.DueAt).Take(Batch)
                .Select(bookmark => new { bookmark.Id, bookmark.InstanceId }).ToListAsync();
            return [.. rows.Select(row => (row.Id, row.InstanceId))];
        });
    }
}
