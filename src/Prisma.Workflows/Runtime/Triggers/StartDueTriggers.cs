using Microsoft.Extensions.Logging;

namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>Starts what is due to start, one trigger an operation, oldest first. Whoever asks first wins, on however many nodes.</summary>
public sealed partial class StartDueTriggers(Operations operations, TimeProvider time, ILogger<StartDueTriggers> logger)
{
    const int Batch = 100;

    /// <summary>Answers how many instances were started.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var started = 0;
        foreach (var id in await DueAsync(cancellation))
            started += await FireAsync(id, cancellation) ? 1 : 0;
        return started;
    }

    /// <summary>One that cannot be started is put off and holds up no other.</summary>
    async Task<bool> FireAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await operations.RunAsync<FireTrigger, bool>(fire => fire.ExecuteAsync(id, cancellation), cancellation);
        }
        catch (ConcurrencyLostException)
        {
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogPutOff(exception, id);
            await operations.RunAsync<FireTrigger>(fire => fire.PutOffAsync(id, cancellation), cancellation);
            return false;
        }
    }

    Task<List<Guid>> DueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return operations.ReadAsync<PrismaDbContext, List<Guid>>(db =>
            db.Triggers.Where(trigger => trigger.DueAt <= now).OrderBy(trigger => trigger.DueAt).Take(Batch).Select(trigger => trigger.Id).ToListAsync(cancellation));
    }

    [LoggerMessage(1003, LogLevel.Error, "The trigger {TriggerId} could not start its workflow and is put off.")]
    private partial void LogPutOff(Exception exception, Guid triggerId);
}
