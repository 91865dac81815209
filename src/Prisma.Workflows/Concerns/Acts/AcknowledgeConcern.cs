using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns.Acts;

/// <summary>One of those it came to says that they are looking into it.</summary>
public sealed class AcknowledgeConcern(ConcernBook book)
{
    public async Task<Outcome<Concern>> ExecuteAsync(Guid concernId, Actor by, CancellationToken cancellation)
    {
        if (await book.OfReaderAsync(concernId, by.PersonId!.Value, cancellation) is not { State: ConcernState.Received } concern)
            return Problems.Refused("Somebody has said so already.");
        concern.State = ConcernState.Acknowledged;
        concern.AcknowledgedAt = book.Now;
        book.Note(concern, NoteKind.Act, by.Name, $"{by.Name} is looking into it.");
        return concern;
    }
}
