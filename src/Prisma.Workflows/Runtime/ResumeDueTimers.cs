using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Runtime;

/// <summary>Wakes what is due, one bookmark an operation, the longest due first and of several the oldest instance. The due time is our own row; whoever asks first wins.</summary>
public sealed partial class ResumeDueTimers(Operations operations, TimeProvider time, ILogger<ResumeDueTimers> logger)
{
    const int Batch = 100;

    static readonly string Due = $"""SELECT "Id", "InstanceId" FROM "Bookmarks" WHERE "DueAt" <= @value ORDER BY "DueAt", "InstanceId", "ActivityId", "Id" LIMIT {Batch}""";

    /// <summary>One after another; answers how many were woken.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellation) => ExecuteAsync(1, cancellation);

    /// <summary>Several at once share a commit, so that a wave of timers does not wait for the disk each on its own. What comes due meanwhile is the next wave's: a workflow that waits for no time at all, again and again, would make this one endless.</summary>
    public async Task<int> ExecuteAsync(int atOnce, CancellationToken cancellation)
    {
        var woken = 0;
        var now = time.GetUtcNow();
        var several = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
        for (var due = await DueAsync(now); due.Count > 0; due = await DueAsync(now))
        {
            var raced = new ConcurrentQueue<(string Id, string InstanceId)>();
            await Parallel.ForEachAsync(due, several, async (one, stop) =>
            {
                if (await WakeAsync(one.Id, one.InstanceId, raced, stop))
                    Interlocked.Increment(ref woken);
            });
            foreach (var one in raced)
                woken += await WakeAsync(one.Id, one.InstanceId, null, cancellation) ? 1 : 0;
        }

        return woken;
    }

    /// <summary>One row that cannot be woken is put off and holds up no other. What only lost its races against others of the wave comes once more after it, alone.</summary>
    async Task<bool> WakeAsync(string id, string instanceId, ConcurrentQueue<(string, string)>? raced, CancellationToken cancellation)
    {
        try
        {
            return await operations.RunAsync<WakeTimer, bool>(wake => wake.ExecuteAsync(instanceId, id, cancellation), cancellation);
        }
        catch (ConcurrencyLostException) when (raced is not null)
        {
            raced.Enqueue((id, instanceId));
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogPutOff(exception, id);
            await operations.RunAsync<WakeTimer>(wake => wake.PutOffAsync(id, cancellation), cancellation);
            return false;
        }
    }

    [LoggerMessage(1002, LogLevel.Error, "The timer {BookmarkId} could not be woken and is put off.")]
    private partial void LogPutOff(Exception exception, string bookmarkId);

    Task<List<(string Id, string InstanceId)>> DueAsync(DateTimeOffset now) =>
        operations.ReadAsync((DirectRows rows) => rows.ReadAsync(Due, now, reader => (reader.GetString(0), reader.GetString(1)), CancellationToken.None));
}
