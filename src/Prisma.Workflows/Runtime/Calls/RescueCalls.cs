using Microsoft.Extensions.Logging;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Finds calls whose caller died on the way, each in an operation of its own; a claim for longer than any call takes was made by a clock that was wrong.</summary>
sealed partial class RescueCalls(Operations operations, TimeProvider time, ILogger<RescueCalls> logger)
{
    /// <summary>Answers with how many were found.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var (now, latest) = (time.GetUtcNow(), LatestClaim(time.GetUtcNow()));
        var abandoned = await operations.ReadAsync<PrismaDbContext, List<Guid>>(db =>
            db.OutgoingCalls.Where(call => call.State == CallState.Calling && (call.CallingUntil < now || call.CallingUntil > latest)).Select(call => call.Id).ToListAsync(cancellation));
        foreach (var id in abandoned)
        {
            try
            {
                await operations.RunAsync<RecordCall>(record => record.GiveUpClaimAsync(id, cancellation), cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotRescued(exception, id);
            }
        }

        return abandoned.Count;
    }

    /// <summary>No claim that is made now lasts longer.</summary>
    internal static DateTimeOffset LatestClaim(DateTimeOffset now) => now.AddHours(1);

    [LoggerMessage(1012, LogLevel.Error, "Call {CallId} was left by its caller and cannot be settled; it is tried again.")]
    private partial void LogNotRescued(Exception exception, Guid callId);
}
