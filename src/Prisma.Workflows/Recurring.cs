using Microsoft.Extensions.Logging;
using Prisma.Workflows.Health;
using Quartz;

namespace Prisma.Workflows;

/// <summary>A recurring job, which of them its key says: a failure is logged and the next tick tries again, for what is due stays due.</summary>
[DisallowConcurrentExecution]
sealed partial class Recurring(IServiceProvider services, Heartbeats beats, ILogger<Recurring> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        try
        {
            await Operations.EachAsync(Schedules.All[name].Works.Select(work => (Func<Task>)(() => work(services, cancellationToken))));
            beats.Done(name);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping: what is due stays due.
        }
        catch (DatabaseUnavailableException exception)
        {
            beats.Failed(name, exception.Message);
            Waits(name, exception.Message);
        }
#pragma warning disable CA1031 // Whatever it was, the next tick tries again; a job that throws would only be logged by Quartz in worse words.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            beats.Failed(name, exception.Message);
            Failed(name, exception);
        }
    }

    [LoggerMessage(1006, LogLevel.Error, "{Job} waits for the next tick. {Reason}")]
    partial void Waits(string job, string reason);

    [LoggerMessage(1001, LogLevel.Error, "{Job} failed and is tried again at the next tick")]
    partial void Failed(string job, Exception exception);
}
