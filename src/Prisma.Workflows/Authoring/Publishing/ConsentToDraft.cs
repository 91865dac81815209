using Prisma.Workflows.Mail;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>A steward consents to the draft as they read it, or returns it to whoever saved it with a word.</summary>
public sealed class ConsentToDraft(PrismaDbContext db, SecondReader readers, AuthorMail mail)
{
    /// <param name="revision">The save that was read; a newer one is to be read first.</param>
    public async Task<Outcome<ConsentLine>> ExecuteAsync(string definitionId, int revision, Actor by, CancellationToken cancellation)
    {
        var (draft, refusal) = await ReadAsync(definitionId, revision, cancellation);
        return draft is null ? refusal : await readers.ConsentAsync(draft.Id, draft.ContentHash, Called(draft), by, cancellation);
    }

    /// <param name="revision">The save that was read; a newer one is to be read first.</param>
    /// <param name="word">What to change or to tell first.</param>
    public async Task<Outcome<ReaderWord>> ReturnAsync(string definitionId, int revision, string word, Actor by, CancellationToken cancellation)
    {
        var (draft, refusal) = await ReadAsync(definitionId, revision, cancellation);
        if (draft is null)
            return refusal;
        if (draft.SavedById == by.PersonId)
            return Problems.Refused("The draft is yours: change it as you see fit.");
        var returned = await readers.ReturnAsync(draft.Id, draft.ContentHash, Called(draft), word, by, cancellation);
        if (returned.IsDone)
            await mail.OweAsync(draft.SavedById, draft.Name, $"/pathways/{definitionId}/publish", returned.Value, cancellation);
        return returned;
    }

    async Task<(DefinitionVersion? Draft, Problems Refusal)> ReadAsync(string definitionId, int revision, CancellationToken cancellation)
    {
        var draft = await db.Definitions.SingleOrDefaultAsync(version => version.DefinitionId == definitionId && version.IsLatest, cancellation);
        if (draft is not { State: VersionState.Draft })
            return (null, Problems.Refused("There is no draft to consent to."));
        return draft.Revision == revision
            ? (draft, [])
            : (null, Problems.Refused($"{draft.SavedBy} changed “{draft.Name}” since you read it. Read it again, then consent to what it says now."));
    }

    static string Called(DefinitionVersion draft) => $"version {draft.Version} of “{draft.Name}”";
}
