using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.People.Reading;

/// <summary>Whoever publishes something is not its only reader: a steward consents to exactly one content, and a later change leaves the consent behind.</summary>
public sealed class SecondReader(PrismaDbContext db, AuditTrail audit, IOptions<AuthoringOptions> options, TimeProvider time)
{
    /// <param name="versionId">What is read.</param>
    /// <param name="contentHash">Its content, as it was read.</param>
    /// <param name="called">It in words, for the story.</param>
    /// <param name="by">The steward.</param>
    public async Task<Outcome<ConsentLine>> ConsentAsync(string versionId, string contentHash, string called, Actor by, CancellationToken cancellation)
    {
        if (by.PersonId is not { } steward || !await db.RoleGrants.AnyAsync(grant => grant.PersonId == steward && grant.Role == Role.Steward, cancellation))
            return Problems.Refused("Only a steward consents to a version.");
        var given = await Of(versionId, contentHash).SingleOrDefaultAsync(consent => consent.PersonId == steward, cancellation);
        if (given is null)
        {
            given = new VersionConsent { VersionId = versionId, ContentHash = contentHash, PersonId = steward, Name = by.Name, At = time.GetUtcNow() };
            db.VersionConsents.Add(given);
            audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} consented to {called} ({contentHash[..12]}).");
        }

        return new ConsentLine(steward, given.Name, given.At);
    }

    public Task<List<ConsentLine>> OfAsync(string versionId, string contentHash, CancellationToken cancellation) =>
        Of(versionId, contentHash).AsNoTracking().OrderBy(consent => consent.At).Select(consent => new ConsentLine(consent.PersonId, consent.Name, consent.At)).ToListAsync(cancellation);

    /// <summary>Unless a hub is held by one person.</summary>
    public async Task RequireAsync(Problems problems, string versionId, string contentHash, Actor by, CancellationToken cancellation) =>
        problems.Require(
            options.Value.SingleSteward || await Of(versionId, contentHash).AnyAsync(consent => consent.PersonId != by.PersonId, cancellation),
            "consent", "A steward other than you has to consent to exactly this content first. Ask one to open it and consent.");

    IQueryable<VersionConsent> Of(string versionId, string contentHash) => db.VersionConsents.Where(consent => consent.VersionId == versionId && consent.ContentHash == contentHash);
}
