using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>Climbs every ladder that has a rung due, one step an operation. While mails are held none is climbed: nobody is silent who could not be asked.</summary>
public sealed partial class ClimbLadders(Operations operations, TimeProvider time, ILogger<ClimbLadders> logger)
{
    const int Batch = 100;

    /// <summary>Answers how many steps had a rung due.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var climbed = 0;
        for (var due = await DueAsync(); due.Count > 0; due = await DueAsync())
        {
            foreach (var id in due)
            {
                await ClimbAsync(id, cancellation);
                climbed++;
            }
        }

        return climbed;
    }

    /// <summary>One step whose ladder cannot be climbed is put off for an hour and holds up no other.</summary>
    async Task ClimbAsync(Guid stepId, CancellationToken cancellation)
    {
        try
        {
            await operations.RunAsync<ClimbLadder>(climb => climb.ExecuteAsync(stepId, cancellation), cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogPutOff(exception, stepId);
            var later = time.GetUtcNow().AddHours(1);
            await operations.RunAsync<PrismaDbContext>(
                db => db.Steps.Where(step => step.Id == stepId).ExecuteUpdateAsync(set => set.SetProperty(step => step.NextRungAt, later), cancellation),
                cancellation);
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "The ladder of step {StepId} could not be climbed and is put off.")]
    private partial void LogPutOff(Exception exception, Guid stepId);

    Task<List<Guid>> DueAsync()
    {
        var now = time.GetUtcNow();
        return operations.ReadAsync<PrismaDbContext, List<Guid>>(db =>
            db.Steps.Where(step => step.NextRungAt <= now && !db.Settings.Any(setting => setting.Key == Offline.Key)).OrderBy(step => step.NextRungAt).ThenBy(step => step.EnrolmentId).ThenBy(step => step.Key).ThenBy(step => step.ActorId).Take(Batch).Select(step => step.Id).ToListAsync());
    }
}
