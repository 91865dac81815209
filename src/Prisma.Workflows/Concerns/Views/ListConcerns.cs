namespace Prisma.Workflows.Concerns.Views;

/// <summary>The concerns somebody looks into, and how many there were; counts by outcome only once there are enough of them to tell nothing of one.</summary>
public sealed class ListConcerns(PrismaDbContext db)
{
    const int Enough = 5;

    public async Task<ConcernList> ExecuteAsync(Guid personId, CancellationToken cancellation)
    {
        var mine = await db.Concerns.Where(one => one.People.Any(person => person.PersonId == personId && person.Part != ConcernPart.Involved))
            .OrderByDescending(one => one.ReceivedAt)
            .Select(one => new { one.Id, one.Event.Name, one.ReceivedAt, one.State, one.MeetBy, LooksAgain = one.People.Any(person => person.PersonId == personId && person.Part == ConcernPart.SecondLook) }).ToListAsync(cancellation);
        var outcomes = await db.Concerns.Where(one => one.Outcome != null).GroupBy(one => one.Outcome!.Value)
            .Select(group => new { Outcome = group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Outcome, one => one.Count, cancellation);
        return new ConcernList([.. mine.Select(one => Line(one.Id, one.Name, one.ReceivedAt, one.State, one.MeetBy, one.LooksAgain))], await db.Concerns.CountAsync(cancellation), outcomes.Values.Sum() >= Enough ? outcomes : new Dictionary<ConcernOutcome, int>());
    }

    static ConcernLine Line(Guid id, string eventName, DateTimeOffset receivedAt, ConcernState state, DateTimeOffset meetBy, bool looksAgain)
    {
        var isOpen = state is ConcernState.Received or ConcernState.Acknowledged;
        return new ConcernLine(id, eventName, receivedAt, state, isOpen ? meetBy : null, isOpen || (looksAgain && state == ConcernState.Appealed));
    }
}
