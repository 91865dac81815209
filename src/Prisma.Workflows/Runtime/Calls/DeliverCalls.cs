using Microsoft.Extensions.Logging;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Makes every call that is due: claim and commit, call outside any transaction, commit the answer. It opens its own operations, so it must not run inside one.</summary>
sealed partial class DeliverCalls(Operations operations, CallSender sender, TimeProvider time, ILogger<DeliverCalls> logger)
{
    const int Batch = 50;
    const int AtOnce = 4;

    /// <summary>Works until nothing is due; answers with how many calls were answered.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var answered = 0;
        for (var due = await DueAsync(cancellation); due.Count > 0; due = await DueAsync(cancellation))
        {
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (id, stop) =>
            {
                if (await DeliverAsync(id, stop))
                    Interlocked.Increment(ref answered);
            });
        }

        return answered;
    }

    async Task<bool> DeliverAsync(Guid id, CancellationToken cancellation)
    {
        if (await operations.ClaimAsync((ClaimCall call) => call.ExecuteAsync(id, cancellation), cancellation) is not { } claim)
            return false;
        var answer = await SendAsync(claim, cancellation);
        await operations.RunAsync<RecordCall>(record => record.ExecuteAsync(claim, answer, CancellationToken.None), CancellationToken.None);
        LogCalled(id, claim.Attempt, answer.GetType().Name);
        return answer is CallAnswer.Answered;
    }

    async Task<CallAnswer> SendAsync(ClaimCall.Claim claim, CancellationToken cancellation)
    {
        try
        {
            return await sender.SendAsync(claim, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogSenderFailed(exception, claim.Id);
            return new CallAnswer.Refused($"The call could not be made: {exception.Message}");
        }
    }

    Task<List<Guid>> DueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return operations.ReadAsync<PrismaDbContext, List<Guid>>(db => db.OutgoingCalls
            .Where(call => call.State == CallState.Pending && call.DueAt <= now)
            .OrderBy(call => call.DueAt).Select(call => call.Id).Take(Batch).ToListAsync(cancellation));
    }

    [LoggerMessage(1010, LogLevel.Information, "Call {CallId} at attempt {Attempt}: {Answer}.")]
    private partial void LogCalled(Guid callId, int attempt, string answer);

    [LoggerMessage(1011, LogLevel.Error, "Call {CallId} could not be made.")]
    private partial void LogSenderFailed(Exception exception, Guid callId);
}
