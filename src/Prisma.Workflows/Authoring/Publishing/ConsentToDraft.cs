using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Audit;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>A steward consents to the draft as they read it.</summary>
public sealed class ConsentToDraft(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <param name="definitionId">The definition.</param>
    /// <param name="revision">The save that was read; a newer one is to be read first.</param>
    /// <param name="by">The steward.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<Outcome<ConsentLine>> ExecuteAsync(string definitionId, int revision, Actor by, CancellationToken cancellation)
    {
        var draft = await db.Definitions.SingleOrDefaultAsync(version => version.DefinitionId == definitionId && version.IsLatest, cancellation);
        if (draft is not { State: VersionState.Draft })
        {
            return Refused("There is no draft to consent to.");
        }

        if (draft.Revision != revision)
        {
            return Refused($"{draft.SavedBy} changed “{draft.Name}” since you read it. Read it again, then consent to what it says now.");
        }

        if (by.PersonId is not { } steward || !await db.RoleGrants.AnyAsync(grant => grant.PersonId == steward && grant.Role == Role.Steward, cancellation))
        {
            return Refused("Only a steward consents to a version.");
        }

        var given = await db.VersionConsents.SingleOrDefaultAsync(
            consent => consent.VersionId == draft.Id && consent.ContentHash == draft.ContentHash && consent.PersonId == steward, cancellation);
        if (given is null)
        {
            given = new VersionConsent { VersionId = draft.Id, ContentHash = draft.ContentHash, PersonId = steward, Name = by.Name, At = time.GetUtcNow() };
            db.VersionConsents.Add(given);
            audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} consented to version {draft.Version} of “{draft.Name}” ({draft.ContentHash[..12]}).");
        }

        return new ConsentLine(steward, given.Name, given.At);
    }

    static Problems Refused(string sentence) => new() { { Problems.Whole, sentence } };
}
