using Microsoft.Extensions.Logging;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>Climbs every ladder that has a rung due. While mails are held none is climbed: nobody is silent who could not be asked.</summary>
public sealed partial class ClimbLadders(Operations operations, TimeProvider time, ILogger<ClimbLadders> logger)
{
    const int Batch = 100;

    /// <summary>How many share an operation: most are of one event, which is read once for all of them.</summary>
    const int Together = 20;

    static readonly string Due = $"""
        SELECT "Id" FROM "Steps" WHERE "NextRungAt" <= @value AND NOT EXISTS (SELECT 1 FROM "Settings" WHERE "Key" = '{Offline.Key}')
        ORDER BY "NextRungAt", "EnrolmentId", "Key", "ActorId" LIMIT {Batch}
        """;

    /// <summary>Answers how many steps had a rung due.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var climbed = 0;
        for (var due = await DueAsync(); due.Count > 0; due = await DueAsync())
        {
            foreach (var steps in due.Chunk(Together))
            {
                await ClimbAsync(steps, cancellation);
                climbed += steps.Length;
            }
        }

        return climbed;
    }

    /// <summary>Where several cannot be climbed together each is alone; one that cannot be climbed even so is put off for an hour and holds up no other.</summary>
    async Task ClimbAsync(Guid[] steps, CancellationToken cancellation)
    {
        try
        {
            await operations.RunAsync<ClimbLadder>(
                async climb =>
                {
                    foreach (var step in steps)
                        await climb.ExecuteAsync(step, cancellation);
                },
                cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (steps is [var stepId])
            {
                await PutOffAsync(stepId, exception, cancellation);
                return;
            }

            foreach (var step in steps)
                await ClimbAsync([step], cancellation);
        }
    }

    Task PutOffAsync(Guid stepId, Exception exception, CancellationToken cancellation)
    {
        LogPutOff(exception, stepId);
        var later = time.GetUtcNow().AddHours(1);
        return operations.RunAsync<PrismaDbContext>(
            db => db.Steps.Where(step => step.Id == stepId).ExecuteUpdateAsync(set => set.SetProperty(step => step.NextRungAt, later), cancellation),
            cancellation);
    }

    [LoggerMessage(4001, LogLevel.Error, "The ladder of step {StepId} could not be climbed and is put off.")]
    private partial void LogPutOff(Exception exception, Guid stepId);

    Task<List<Guid>> DueAsync() =>
        operations.ReadAsync((DirectRows rows) => rows.ReadAsync(Due, time.GetUtcNow(), reader => reader.GetGuid(0), CancellationToken.None));
}
