using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>Climbs every ladder that has a rung due, one step an operation.</summary>
public sealed class ClimbLadders(Operations operations, TimeProvider time)
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
                await operations.RunAsync<ClimbLadder>(climb => climb.ExecuteAsync(id, cancellation), cancellation);
                climbed++;
            }
        }

        return climbed;
    }

    Task<List<Guid>> DueAsync()
    {
        var now = time.GetUtcNow();
        return operations.ReadAsync<PrismaDbContext, List<Guid>>(db =>
            db.Steps.Where(step => step.NextRungAt <= now).OrderBy(step => step.NextRungAt).Take(Batch).Select(step => step.Id).ToListAsync());
    }
}
