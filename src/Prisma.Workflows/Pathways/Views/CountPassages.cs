using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>How many enrolments are on the way in each version of a pathway, for whoever is about to publish another.</summary>
public sealed class CountPassages(PrismaDbContext db)
{
    /// <summary>The newest version first; versions in which nobody is on the way are left out.</summary>
    public async Task<IReadOnlyList<PassageCount>> ExecuteAsync(string definitionId, CancellationToken cancellation) =>
        await (from enrolment in db.Enrolments
               join instance in db.Instances on enrolment.InstanceId equals instance.Id
               join version in db.Definitions on instance.DefinitionVersionId equals version.Id
               where instance.DefinitionId == definitionId && (enrolment.State == EnrolmentState.Active || enrolment.State == EnrolmentState.Paused)
               group enrolment by version.Version into one
               orderby one.Key descending
               select new PassageCount(one.Key, one.Count())).ToListAsync(cancellation);
}
