using Prisma.Workflows.Consents;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Contributions;

/// <summary>
/// The timeline of contributions of an event, as one person may see it: their own, and those open to the event. What is in talk stands in it for nobody but
/// the two whom it concerns and the facilitators, what was taken out for nobody, and what is theirs who want it seen by nobody else for nobody else (domain.md §15, F-17).
/// </summary>
public sealed class ReadTimeline(PrismaDbContext db)
{
    public const int PageSize = 50;

    /// <summary>The form with which somebody looks whether what was kept of their own way is right (domain.md §10, PAR-6.2).</summary>
    public const string OwnForm = "F-23t";

    /// <summary>What somebody gave in one passage of theirs, in order; what was taken out is not in it.</summary>
    public async Task<IReadOnlyList<Contribution>> OwnAsync(Guid enrolmentId, Guid personId, CancellationToken cancellation) =>
        await db.Contributions.Where(one => one.EnrolmentId == enrolmentId && one.PersonId == personId && one.State != ContributionState.Withdrawn)
            .OrderBy(one => one.At).ThenBy(one => one.Id).AsNoTracking().ToListAsync(cancellation);

    /// <summary>A page of it, and one line more where it goes on.</summary>
    public async Task<IReadOnlyList<ContributionLine>> ExecuteAsync(Guid eventId, Guid readerId, int page, CancellationToken cancellation)
    {
        var parts = await db.TeamMembers.Where(member => member.EventId == eventId && member.PersonId == readerId).Select(member => member.Part).ToListAsync(cancellation);
        var isOfTheHub = parts.Exists(part => ContestContribution.OfTheHub.Contains(part));
        var resolves = parts.Exists(part => Event.Facilitating.Contains(part));
        var hasSeat = await Recipients.HasSeatAsync(db, eventId, readerId, cancellation);
        var hidden = ConsentChoice.WhereChosen(db, ConsentChoice.Timeline, ConsentChoice.Me);
        var rows = await (from one in db.Contributions
                          join person in db.People on one.PersonId equals person.Id
                          join enrolment in db.Enrolments on one.EnrolmentId equals enrolment.Id
                          where one.EventId == eventId && one.State != ContributionState.Withdrawn
                          where one.PersonId == readerId || ((one.Visibility == "event" || one.Visibility == "public") && !hidden.Contains(one.EnrolmentId))
                          where one.State == ContributionState.Stated || one.PersonId == readerId || one.ContestedById == readerId || resolves
                          orderby one.At, one.Id
                          select new { Contribution = one, person.FirstName, person.LastName, enrolment.Pathway }).Skip(page * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        return rows.ConvertAll(row => new ContributionLine(
            row.Contribution,
            $"{row.FirstName} {row.LastName}".Trim(),
            Recipients.Include(row.Pathway, isOfTheHub, hasSeat) && row.Contribution.ContestedAt is null && row.Contribution.PersonId != readerId,
            resolves && row.Contribution.State == ContributionState.InTalk && row.Contribution.PersonId != readerId && row.Contribution.ContestedById != readerId));
    }
}
