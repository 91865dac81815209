using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Concerns;

/// <summary>Tells the lead of the stewards, without content, when a concern has waited a day unopened; forgets what has rested for its years.</summary>
public sealed class WatchConcerns(PrismaDbContext db, ConcernBook book, IOptions<RetentionOptions> retention)
{
    static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var late = book.Now - Patience;
        var unread = await db.Concerns.Include(one => one.Event).ThenInclude(one => one.Team).ThenInclude(member => member.Person).Include(one => one.People).ThenInclude(one => one.Person)
            .Include(one => one.Notes).AsSplitQuery().Where(one => one.State == ConcernState.Received && one.AlertedAt == null && one.ReceivedAt <= late).ToListAsync(cancellation);
        foreach (var concern in unread)
        {
            var seen = concern.People.Select(one => one.PersonId).ToHashSet();
            if ((await TrustCircle.OfAsync(db, concern.Event, cancellation)).Stewards.FirstOrDefault(person => !seen.Contains(person.Id) && !NamedIn.Report(concern, person)) is { } lead)
                book.OweLead(concern, lead);
            book.OweReaders(concern, "day");
            concern.AlertedAt = book.Now;
            concern.Revision++;
        }

        var old = book.Now.AddYears(-retention.Value.ConcernYears);
        await db.Concerns.Where(one => one.ClosedAt < old && one.State != ConcernState.Appealed).ExecuteDeleteAsync(cancellation);
    }
}
