using Microsoft.Extensions.Logging;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Gatherings;

/// <summary>Hands in what was said of a gathering for all at once, one person an operation, once it can no longer be taken back.</summary>
public sealed partial class CountAttendance(Operations operations, TimeProvider time, ILogger<CountAttendance> logger)
{
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var gathering in await operations.ReadAsync<PrismaDbContext, List<EventGathering>>(db => db.EventGatherings.Where(one => one.CountsAt <= now).ToListAsync(cancellation)))
        {
            try
            {
                await CountAsync(gathering, cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotCounted(exception, gathering.GatheringId, gathering.EventId);
            }
        }
    }

    /// <summary>A step that somebody closed meanwhile is done, and that is fine.</summary>
    async Task CountAsync(EventGathering gathering, CancellationToken cancellation)
    {
        foreach (var (stepId, wasThere) in gathering.Said)
        {
            if (await operations.ReadAsync<PrismaDbContext, Guid?>(db => db.Steps.Where(step => step.Id == stepId).Select(step => (Guid?)step.ActorId).FirstOrDefaultAsync(cancellation)) is { } host)
            {
                var record = new JsonObject { ["notes"] = gathering.Notes };
                await operations.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(stepId, host, wasThere, wasThere ? record : [], cancellation), cancellation);
            }
        }

        await operations.RunAsync<PrismaDbContext>(async db =>
        {
            var counted = await db.EventGatherings.SingleAsync(one => one.Id == gathering.Id, cancellation);
            (counted.Marks, counted.CountsAt) = ("", null);
            counted.Revision++;
        }, cancellation);
    }

    [LoggerMessage(4201, LogLevel.Error, "Who was at {Gathering} of event {EventId} could not be counted for everybody and is tried again.")]
    private partial void LogNotCounted(Exception exception, string gathering, Guid eventId);
}
