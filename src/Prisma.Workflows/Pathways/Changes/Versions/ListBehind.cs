using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Pathways.Changes.Versions;

/// <summary>The passages on the way in another version of a pathway than people begin on now, for whoever would have some of them go on in that one (domain.md §13.7).</summary>
public sealed class ListBehind(PrismaDbContext db)
{
    /// <summary>How many are looked at, and moved, at once.</summary>
    public const int MostAtOnce = 200;

    /// <summary>A page, and of how many; with words, of those found by them in their name, event or stage. Nobody is behind where nothing is published.</summary>
    public async Task<Found<PassageBehind>> ExecuteAsync(string definitionId, string asked, int page, CancellationToken cancellation)
    {
        var behind = Behind(definitionId);
        return asked.Length == 0
            ? new(await behind.Skip(page * Found.PageSize).Take(Found.PageSize).ToListAsync(cancellation), await behind.CountAsync(cancellation))
            : Found.In(await behind.ToListAsync(cancellation), asked, page, WordsOf);
    }

    /// <summary>Those that were named, behind or not; no more than are moved at once.</summary>
    public Task<List<PassageBehind>> NamedAsync(string definitionId, IEnumerable<Guid> named, CancellationToken cancellation)
    {
        var ids = named.Take(MostAtOnce).ToList();
        return Rows(definitionId, db.Enrolments.Where(enrolment => ids.Contains(enrolment.Id))).ToListAsync(cancellation);
    }

    /// <summary>All that are found and for which the newest version was not chosen yet; no more than are moved at once.</summary>
    public async Task<List<PassageBehind>> AllAsync(string definitionId, string asked, CancellationToken cancellation) =>
        [.. Found.All(await Behind(definitionId).ToListAsync(cancellation), asked, WordsOf).Where(one => one.Chosen != one.Newest).Take(MostAtOnce)];

    static string WordsOf(PassageBehind one) => $"{one.Who} {one.Event} {one.Stage}";

    IQueryable<PassageBehind> Behind(string definitionId) =>
        Rows(definitionId, db.Enrolments.Where(enrolment => (enrolment.State == EnrolmentState.Active || enrolment.State == EnrolmentState.Paused)
            && db.Instances.Any(instance => instance.Id == enrolment.InstanceId && !db.Definitions.Any(version => version.Id == instance.DefinitionVersionId && version.IsPublished))));

    IQueryable<PassageBehind> Rows(string definitionId, IQueryable<Enrolment> enrolments) =>
        from enrolment in enrolments
        join instance in db.Instances on enrolment.InstanceId equals instance.Id
        join version in db.Definitions on instance.DefinitionVersionId equals version.Id
        join newest in db.Definitions.Where(one => one.IsPublished) on instance.DefinitionId equals newest.DefinitionId
        where instance.DefinitionId == definitionId
        orderby enrolment.Event.StartsOn, enrolment.CreatedAt, enrolment.Id
        select new PassageBehind(
            enrolment.Id,
            enrolment.Organisation != null ? enrolment.Organisation.Name
                : enrolment.Pathway == Pathway.Event || enrolment.Pathway == Pathway.Case ? enrolment.Event.Name
                : enrolment.Person.FirstName + " " + enrolment.Person.LastName,
            enrolment.Event.Name,
            enrolment.StageTitle,
            enrolment.StageEnteredAt,
            version.Version,
            newest.Version,
            db.Definitions.Where(one => one.Id == enrolment.NextVersionId && one.TakenBackAt == null).Select(one => (int?)one.Version).FirstOrDefault());
}
