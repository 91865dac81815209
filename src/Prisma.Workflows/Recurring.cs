using Microsoft.Extensions.Logging;
using Prisma.Workflows.Persistence;
using Quartz;

namespace Prisma.Workflows;

/// <summary>A recurring job: a failure is logged and the next tick tries again, for what is due stays due.</summary>
abstract partial class Recurring(ILogger logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await WorkAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping: what is due stays due.
        }
        catch (DatabaseUnavailableException exception)
        {
            Waits(GetType().Name, exception.Message);
        }
#pragma warning disable CA1031 // Whatever it was, the next tick tries again; a job that throws would only be logged by Quartz in worse words.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(GetType().Name, exception);
        }
    }

    protected abstract Task WorkAsync(CancellationToken cancellation);

    [LoggerMessage(1006, LogLevel.Error, "{Job} waits for the next tick. {Reason}")]
    partial void Waits(string job, string reason);

    [LoggerMessage(1001, LogLevel.Error, "{Job} failed and is tried again at the next tick")]
    partial void Failed(string job, Exception exception);
}
