using Microsoft.Extensions.Logging;
using Prisma.Workflows.Enrolments.Acts;

namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>Ends every rest whose day has come, whatever waits for whoever rests; while the event rests, so do they (domain.md §5.7).</summary>
public sealed partial class EndRests(Operations operations, TimeProvider time, ILogger<EndRests> logger)
{
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var over = await operations.ReadAsync<PrismaDbContext, List<Enrolment>>(db => db.Enrolments
            .Where(one => one.State == EnrolmentState.Paused && one.PausedUntil <= now && one.Event.PausedAt == null)
            .OrderBy(one => one.PausedUntil).ThenBy(one => one.Id).ToListAsync(cancellation));
        foreach (var enrolment in over)
        {
            try
            {
                await operations.RunAsync<ComeBack, Submission>(back => back.ExecuteAsync(enrolment.Id, enrolment.PersonId, cancellation), cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotEnded(exception, enrolment.Id);
            }
        }
    }

    [LoggerMessage(4002, LogLevel.Error, "The rest of enrolment {EnrolmentId} could not be ended and is tried again.")]
    private partial void LogNotEnded(Exception exception, Guid enrolmentId);
}
