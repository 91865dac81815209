using Prisma.Workflows.Agreements;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>Reads the agreements of an event that whoever leads is to look at again.</summary>
public sealed class ReadAgreementsDue(PrismaDbContext db)
{
    /// <param name="today">The day where the event is.</param>
    /// <returns>Each with the name of whoever's enrolment it is part of.</returns>
    public async Task<IReadOnlyList<(Agreement Agreement, string Name)>> ExecuteAsync(Guid eventId, DateOnly today, CancellationToken cancellation)
    {
        var due = await LookAgain.Due(db, eventId, today).AsNoTracking().OrderBy(one => one.Title).ThenBy(one => one.ReviewOn).ThenBy(one => one.Id).ToListAsync(cancellation);
        var ids = due.ConvertAll(one => one.EnrolmentId);
        var enrolments = await db.Enrolments.AsNoTracking().Include(one => one.Event).Include(one => one.Person).Include(one => one.Organisation).AsSplitQuery()
            .Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancellation);
        return [.. due.Select(one => (one, enrolments[one.EnrolmentId].Name))];
    }
}
