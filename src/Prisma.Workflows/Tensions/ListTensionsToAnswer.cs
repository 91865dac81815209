using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Tensions;

/// <summary>What one person is asked to answer, in all events, the nearest due date first.</summary>
public sealed class ListTensionsToAnswer(PrismaDbContext db)
{
    public Task<List<Tension>> ExecuteAsync(Guid personId, CancellationToken cancellation) =>
        db.Tensions.Include(one => one.Event).Where(one => one.AnswererId == personId && one.AnsweredAt == null).OrderBy(one => one.DueAt).AsNoTracking().ToListAsync(cancellation);
}
