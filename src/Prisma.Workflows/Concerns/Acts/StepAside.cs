using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns.Acts;

/// <summary>Somebody whom a concern came to is too close to it: they read it no more, and nobody asks why. Where nobody else looks into it, the next who are not involved are asked (domain.md §12.6).</summary>
public sealed class StepAside(PrismaDbContext db, ConcernBook book)
{
    public async Task<Outcome<Concern>> ExecuteAsync(Guid concernId, Actor by, CancellationToken cancellation)
    {
        var concern = await book.OfReaderAsync(concernId, by.PersonId!.Value, cancellation);
        var mine = concern?.People.Find(one => one.PersonId == by.PersonId);
        if (concern is null || mine is null || !concern.IsOpenTo(mine.Part))
            return Problems.Refused("It is decided; nobody steps aside from it any more.");
        if (!concern.People.Exists(one => one != mine && one.Part == mine.Part) && !await AskNextAsync(concern, mine.Part, cancellation))
            return Problems.Refused("Nobody else here could look into it. Please ask somebody of another hub to be named for it first.");
        mine.Part = ConcernPart.Involved;
        book.Note(concern, NoteKind.Act, by.Name, $"{by.Name} stepped aside.");
        return concern;
    }

    /// <summary>Whoever is asked now has not said yet that they look into it.</summary>
    async Task<bool> AskNextAsync(Concern concern, ConcernPart part, CancellationToken cancellation)
    {
        var circle = await TrustCircle.OfAsync(db, concern.Event, cancellation);
        var involved = circle.All.Where(person => concern.People.Exists(one => one.PersonId == person.Id) || NamedIn.Report(concern, person)).Select(person => person.Id).ToHashSet();
        if (part != ConcernPart.Responder || circle.Holders(involved) is not { Count: > 0 } next)
            return false;
        foreach (var person in next)
            book.Join(concern, person, ConcernPart.Responder);
        (concern.State, concern.AcknowledgedAt) = (ConcernState.Received, null);
        return true;
    }
}
