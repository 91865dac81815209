namespace Prisma.Workflows.Concerns.Views;

/// <summary>Reads one concern for somebody who looks into it.</summary>
public sealed class ReadConcern(PrismaDbContext db, ConcernBook book)
{
    public async Task<ConcernView?> ExecuteAsync(Guid concernId, Guid personId, CancellationToken cancellation)
    {
        if (await book.OfReaderAsync(concernId, personId, cancellation) is not { } concern)
            return null;
        var mayJoin = (await TrustCircle.OfAsync(db, concern.Event, cancellation)).All
            .Where(person => !concern.People.Exists(one => one.PersonId == person.Id) && !NamedIn.Report(concern, person))
            .Select(person => new ConcernHolder(person.Id, person.Name)).ToList();
        var looksAgain = concern.People.Exists(one => one.PersonId == personId && one.Part == ConcernPart.SecondLook);
        return new ConcernView(concern, mayJoin, looksAgain, book.Now);
    }
}
