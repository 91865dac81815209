namespace Prisma.Workflows.Runtime.Watch;

/// <summary>Finds runs that have ended although somebody still counts on them.</summary>
public interface IEndedRuns
{
    Task<List<StuckInstance>> FindAsync(PrismaDbContext db, CancellationToken cancellation);
}
