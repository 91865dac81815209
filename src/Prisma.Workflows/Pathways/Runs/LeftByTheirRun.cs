using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime.Watch;

namespace Prisma.Workflows.Pathways.Runs;

/// <summary>Passages that are on their way although their run has ended well: nothing would ever happen in them.</summary>
sealed class LeftByTheirRun : IEndedRuns
{
    public async Task<List<StuckInstance>> FindAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var left = await (from enrolment in db.Enrolments.AsNoTracking()
                          join run in db.Instances on enrolment.InstanceId equals run.Id
                          where enrolment.LiveKey != null && run.SubStatus == nameof(InstanceSubStatus.Finished)
                          select new { run.Id, run.DefinitionId, enrolment.StageTitle }).ToListAsync(cancellation);
        return left.ConvertAll(one => new StuckInstance(one.Id, one.DefinitionId, $"Its passage is still on the way, in “{one.StageTitle}”, and the run has ended: no way led on from there."));
    }
}
