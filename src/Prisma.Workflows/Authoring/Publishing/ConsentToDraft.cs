using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Reading;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>A steward consents to the draft as they read it.</summary>
public sealed class ConsentToDraft(PrismaDbContext db, SecondReader readers)
{
    /// <param name="revision">The save that was read; a newer one is to be read first.</param>
    /// <param name="by">The steward.</param>
    public async Task<Outcome<ConsentLine>> ExecuteAsync(string definitionId, int revision, Actor by, CancellationToken cancellation)
    {
        var draft = await db.Definitions.SingleOrDefaultAsync(version => version.DefinitionId == definitionId && version.IsLatest, cancellation);
        if (draft is not { State: VersionState.Draft })
            return Problems.Refused("There is no draft to consent to.");
        if (draft.Revision != revision)
            return Problems.Refused($"{draft.SavedBy} changed “{draft.Name}” since you read it. Read it again, then consent to what it says now.");
        return await readers.ConsentAsync(draft.Id, draft.ContentHash, $"version {draft.Version} of “{draft.Name}”", by, cancellation);
    }
}
