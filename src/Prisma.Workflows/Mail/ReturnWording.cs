using Prisma.Workflows.People;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Mail;

/// <summary>A steward returns words with a word, as they read them, to whoever wrote them (domain.md §4.3).</summary>
public sealed class ReturnWording(PrismaDbContext db, SecondReader readers, AuthorMail mail)
{
    /// <param name="word">What to change or to tell first.</param>
    /// <param name="path">Where they are changed.</param>
    public async Task<Outcome<ReaderWord>> ExecuteAsync(Guid id, string word, string path, Actor by, CancellationToken cancellation)
    {
        var wording = await db.Wordings.SingleAsync(one => one.Id == id, cancellation);
        if (wording.SavedById == by.PersonId)
            return Problems.Refused("These words are yours: change them as you see fit.");
        var returned = await readers.ReturnAsync(wording.Id.ToString(), wording.Hash, wording.Called, word, by, cancellation);
        if (returned.IsDone)
            await mail.OweAsync(wording.SavedById, $"the {wording.Kind} {wording.Name}", path, returned.Value, cancellation);
        return returned;
    }
}
