namespace Prisma.Workflows.Tensions;

/// <summary>The tensions of an event for its team, the open ones first; or those one person brought.</summary>
public sealed class ListTensions(PrismaDbContext db)
{
    /// <param name="readerId">Who reads: whose tension it is, they see only where it was brought by name or they answer it.</param>
    /// <param name="onlyOwn">Only what the reader brought.</param>
    public async Task<IReadOnlyList<TensionLine>> ExecuteAsync(Guid eventId, Guid readerId, bool onlyOwn, CancellationToken cancellation)
    {
        var rows = await db.Tensions.Include(one => one.Person).Include(one => one.Answerer)
            .Where(one => one.EventId == eventId && (!onlyOwn || one.PersonId == readerId))
            .OrderBy(one => one.AnsweredAt == null ? 0 : 1).ThenBy(one => one.DueAt).ToListAsync(cancellation);
        return rows.ConvertAll(one => LineFor(readerId, one));
    }

    /// <summary>What somebody brought from one of their passages, for whoever is known there alone.</summary>
    public async Task<IReadOnlyList<TensionLine>> OfPassageAsync(Guid enrolmentId, Guid readerId, CancellationToken cancellation)
    {
        var rows = await db.Tensions.Include(one => one.Person).Include(one => one.Answerer)
            .Where(one => one.EnrolmentId == enrolmentId && one.PersonId == readerId)
            .OrderBy(one => one.AnsweredAt == null ? 0 : 1).ThenBy(one => one.DueAt).ToListAsync(cancellation);
        return rows.ConvertAll(one => LineFor(readerId, one));
    }

    /// <summary>What waits for somebody's answer in all events, the nearest due date first.</summary>
    public async Task<IReadOnlyList<TensionLine>> OpenForAsync(Guid answererId, CancellationToken cancellation)
    {
        var rows = await db.Tensions.Include(one => one.Person).Include(one => one.Answerer).Include(one => one.Event)
            .Where(one => one.AnswererId == answererId && one.AnsweredAt == null).OrderBy(one => one.DueAt).ToListAsync(cancellation);
        return rows.ConvertAll(one => LineFor(answererId, one));
    }

    static TensionLine LineFor(Guid readerId, Tension one) => new(
        one,
        (one.IsByName, one.PersonId == readerId, one.AnswererId == readerId) switch
        {
            (true, _, _) => one.Person.Name,
            (_, true, _) => "you, without your name",
            (_, _, true) => $"{one.Person.Name}, who is not to be named",
            _ => "somebody who did not want to be named",
        },
        one.AnsweredAt is null && one.AnswererId == readerId);
}
