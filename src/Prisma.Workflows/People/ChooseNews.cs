using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.People;

/// <summary>Somebody says whether they would like to hear of events to come.</summary>
public sealed class ChooseNews(PrismaDbContext db)
{
    /// <summary>What they chose last; null where there is no such person.</summary>
    public Task<bool?> LookAsync(Guid personId, CancellationToken cancellation) =>
        db.People.Where(one => one.Id == personId).Select(one => (bool?)one.WantsNews).SingleOrDefaultAsync(cancellation);

    public async Task ExecuteAsync(Guid personId, bool wanted, CancellationToken cancellation) =>
        (await db.People.SingleAsync(one => one.Id == personId, cancellation)).WantsNews = wanted;
}
