using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>Makes every link that somebody of a passage was ever sent invalid at once, for a mail that went astray or a lost mailbox.</summary>
public sealed class RevokeLinks(PrismaDbContext db, PassageCompanion passages, TimeProvider time)
{
    /// <param name="enrolmentId">Whose story tells it.</param>
    /// <param name="personId">The stakeholder, one the organisation named, or one who is or was in the event's team.</param>
    /// <param name="renew">Whether a new one goes to the address we know; not where others read what comes there, and never to who has left.</param>
    public async Task<Submission> ExecuteAsync(Guid enrolmentId, Guid personId, bool renew, Actor by, CancellationToken cancellation)
    {
        if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { } passage)
            return Submission.AlreadyDone;
        var still = passage.Find(personId);
        var person = still ?? await db.People.SingleAsync(one => one.Id == personId, cancellation);
        renew &= still is not null;
        var now = time.GetUtcNow();
        await db.AccessLinks.Where(link => link.PersonId == personId && link.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.RevokedAt, now), cancellation);
        passage.Tell(by.Name, $"{by.Name} made all links sent to {person.Name} so far invalid{(renew ? "; a new one goes to the address we know" : "")}.");
        if (renew)
            FreshLink.Owe(passage, person, by);
        return Submission.Accepted;
    }
}
