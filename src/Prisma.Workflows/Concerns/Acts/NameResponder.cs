using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns.Acts;

/// <summary>Asks one more person who is not involved to look into a concern: three decide on it.</summary>
public sealed class NameResponder(PrismaDbContext db, ConcernBook book)
{
    public async Task<Outcome<Concern>> ExecuteAsync(Guid concernId, Guid personId, Actor by, CancellationToken cancellation)
    {
        if (await book.OfReaderAsync(concernId, by.PersonId!.Value, cancellation) is not { State: ConcernState.Received or ConcernState.Acknowledged } concern)
            return Problems.Refused("It is closed; nobody joins any more.");
        var problems = new Problems();
        var person = (await TrustCircle.OfAsync(db, concern.Event, cancellation)).All.FirstOrDefault(one => one.Id == personId);
        problems.Require(person is not null, "responder", "Please choose one of the people in the list.");
        problems.Require(!concern.People.Exists(one => one.PersonId == personId) && (person is null || !NamedIn.Report(concern, person)), "responder", "They are in it already, or named in it.");
        if (problems.Any)
            return problems;
        book.Join(concern, person!, ConcernPart.Responder);
        book.Note(concern, NoteKind.Act, by.Name, $"{by.Name} asked {person!.Name} to look into it too.");
        return concern;
    }
}
