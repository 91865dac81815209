using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Tensions;

/// <summary>The tensions of an event for its team, the open ones first; or those one person brought.</summary>
public sealed class ListTensions(PrismaDbContext db)
{
    /// <param name="eventId">Which event.</param>
    /// <param name="readerId">Who reads: whose tension it is, they see only where it was brought by name or they answer it.</param>
    /// <param name="onlyOwn">Only what the reader brought.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<IReadOnlyList<TensionLine>> ExecuteAsync(Guid eventId, Guid readerId, bool onlyOwn, CancellationToken cancellation)
    {
        var rows = await db.Tensions.Include(one => one.Person).Include(one => one.Answerer)
            .Where(one => one.EventId == eventId && (!onlyOwn || one.PersonId == readerId))
            .OrderBy(one => one.AnsweredAt == null ? 0 : 1).ThenBy(one => one.DueAt).ToListAsync(cancellation);
        return rows.ConvertAll(one => new TensionLine(
            one,
            one.IsByName || one.AnswererId == readerId || one.PersonId == readerId ? one.Person.Name : "somebody who did not want to be named",
            one.AnsweredAt is null && one.AnswererId == readerId));
    }
}
