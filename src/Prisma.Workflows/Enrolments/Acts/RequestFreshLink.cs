namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>Somebody with a link whose days are over asks for a new one: it goes to the address we know, once an hour at most.</summary>
public sealed class RequestFreshLink(PrismaDbContext db, PassageCompanion passages)
{
    public async Task<Submission> ExecuteAsync(Guid enrolmentId, Guid personId, CancellationToken cancellation)
    {
        if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { } passage)
            return Submission.AlreadyDone;
        var person = passage.PersonOf(personId);
        var sentence = $"{person.Name} asked for a fresh link; it goes to the address we know.";
        var hourAgo = passage.Now.AddHours(-1);
        var story = passage.Enrolment.Story;
        if (!await db.Audit.AnyAsync(entry => entry.Story == story && entry.Sentence == sentence && entry.At > hourAgo && entry.At <= passage.Now, cancellation))
        {
            FreshLink.Owe(passage, person);
            passage.Tell(person.Name, sentence);
        }

        return Submission.Accepted;
    }
}
