using Microsoft.Extensions.Options;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Privacy;

/// <summary>
/// Carries out wishes two weeks after somebody stepped out, and forgets applications that came to nothing after their months, or after twelve
/// where somebody put the next event first, unless they asked to have it kept (domain.md §12.5). Wishes also stand in a file beside
/// the database, so that a restored copy from before is asked them again.
/// </summary>
public sealed class ForgetDue(Operations operations, WishFile wishes, IOptions<RetentionOptions> retention, TimeProvider time)
{
    const int MonthsUntilNextEvent = 12;

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        await wishes.RememberAsync(await operations.ReadAsync<PrismaDbContext, List<Wish>>(db => db.Enrolments
            .Where(one => one.DataWishAt != null)
            .Select(one => new Wish(one.Id, one.DataWish, one.DataWishAt!.Value)).ToListAsync(cancellation)), cancellation);
        foreach (var wish in await wishes.ReadAsync(cancellation))
            await operations.RunAsync<AskWishAgain>(again => again.ExecuteAsync(wish, cancellation), cancellation);
        await operations.RunEachAsync<ForgetPassage, Guid>(db => DueAsync(db, cancellation), (forget, id) => forget.ExecuteAsync(id, cancellation), cancellation);
    }

    Task<List<Guid>> DueAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var wished = Enrolment.WishesDueAt(time.GetUtcNow());
        var ended = time.GetUtcNow().AddMonths(-retention.Value.ApplicationMonths);
        var endedForNextEvent = time.GetUtcNow().AddMonths(-MonthsUntilNextEvent);
        return db.Enrolments
            .Where(one => one.DataDoneAt == null && one.EndedAt != null)
            .Where(one => (one.DataWishAt <= wished && (one.DataWish == Enrolment.Anonymise || one.DataWish == Enrolment.Delete))
                || (one.DataWish != Enrolment.Keep && one.EndedAt <= (one.EndingReason == Enrolment.NextEvent ? endedForNextEvent : ended) && (one.State == EnrolmentState.Declined || one.State == EnrolmentState.Lapsed)))
            .Select(one => one.Id).ToListAsync(cancellation);
    }
}
