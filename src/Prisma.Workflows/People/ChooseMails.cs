namespace Prisma.Workflows.People;

/// <summary>Somebody says whether they would like to hear of events to come, and on which days of the week they would rather hear nothing.</summary>
public sealed class ChooseMails(PrismaDbContext db)
{
    /// <summary>What they chose last; null where there is no such person.</summary>
    public Task<MailChoice?> LookAsync(Guid personId, CancellationToken cancellation) =>
        db.People.Where(one => one.Id == personId).Select(one => new MailChoice(one.WantsNews, one.RestDays)).SingleOrDefaultAsync(cancellation);

    public async Task ExecuteAsync(Guid personId, MailChoice choice, CancellationToken cancellation)
    {
        var person = await db.People.SingleAsync(one => one.Id == personId, cancellation);
        (person.WantsNews, person.RestDays) = (choice.WantsNews, [.. choice.RestDays.Distinct().Order()]);
    }
}
