using Microsoft.Extensions.Options;
using Prisma.Workflows.Audit;

namespace Prisma.Workflows.People.Reading;

/// <summary>Whoever publishes something is not its only reader: a steward consents to exactly one content, and a later change leaves the consent behind.</summary>
public sealed class SecondReader(PrismaDbContext db, AuditTrail audit, IOptions<AuthoringOptions> options, TimeProvider time)
{
    public const int MaxLength = 1000;
    public const string WordField = "word";

    /// <param name="contentHash">Its content, as it was read.</param>
    /// <param name="called">It in words, for the story.</param>
    public async Task<Outcome<ConsentLine>> ConsentAsync(string versionId, string contentHash, string called, Actor by, CancellationToken cancellation) =>
        await TakeAsync(versionId, contentHash, by, null, $"{by.Name} consented to {called} ({contentHash[..12]}).", cancellation);

    /// <summary>Instead of a consent: what to change or to tell first. It stands in the way of exactly this content until its reader consents after all (domain.md §4.3).</summary>
    /// <inheritdoc cref="ConsentAsync"/>
    public async Task<Outcome<ReaderWord>> ReturnAsync(string versionId, string contentHash, string called, string word, Actor by, CancellationToken cancellation)
    {
        word = word.Trim();
        if (word.Length is 0 or > MaxLength)
            return new Problems { { WordField, $"Say what to change or to tell first, in one to {MaxLength} characters." } };
        var taken = await TakeAsync(versionId, contentHash, by, word, $"{by.Name} returned {called} ({contentHash[..12]}) with a word: {word}", cancellation);
        return taken.IsDone ? new ReaderWord(by.Name, word, contentHash, taken.Value.At) : taken.Problems;
    }

    public Task<List<ConsentLine>> OfAsync(string versionId, string contentHash, CancellationToken cancellation) =>
        Of(versionId, contentHash).AsNoTracking().Where(consent => consent.Word == null).OrderBy(consent => consent.At)
            .Select(consent => new ConsentLine(consent.PersonId, consent.Name, consent.At)).ToListAsync(cancellation);

    /// <summary>On every content these versions had, newest first.</summary>
    public Task<List<ReaderWord>> WordsOnAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellation) =>
        db.VersionConsents.AsNoTracking().Where(read => versionIds.Contains(read.VersionId) && read.Word != null).OrderByDescending(read => read.At)
            .Select(read => new ReaderWord(read.Name, read.Word!, read.ContentHash, read.At)).ToListAsync(cancellation);

    /// <summary>Unless a hub is held by one person.</summary>
    public async Task RequireAsync(Problems problems, string versionId, string contentHash, Actor by, CancellationToken cancellation)
    {
        if (options.Value.SingleSteward)
            return;
        var readers = await Of(versionId, contentHash).AsNoTracking().OrderBy(read => read.At).ToListAsync(cancellation);
        if (readers.Find(read => read.Word is not null) is { } returned)
            problems.Add("consent", $"{returned.Name} returned exactly this content with a word. Change it, or talk: {returned.Name} can still consent.");
        else
            problems.Require(readers.Exists(read => read.PersonId != by.PersonId), "consent", "A steward other than you has to consent to exactly this content first. Ask one to open it and consent.");
    }

    async Task<Outcome<ConsentLine>> TakeAsync(string versionId, string contentHash, Actor by, string? word, string told, CancellationToken cancellation)
    {
        if (by.PersonId is not { } steward || !await db.RoleGrants.AnyAsync(grant => grant.PersonId == steward && grant.Role == Role.Steward, cancellation))
            return Problems.Refused("Only a steward consents to a version.");
        var given = await Of(versionId, contentHash).SingleOrDefaultAsync(consent => consent.PersonId == steward, cancellation);
        if (given is null || given.Word != word)
        {
            given ??= db.VersionConsents.Add(new VersionConsent { VersionId = versionId, ContentHash = contentHash, PersonId = steward, Name = by.Name, At = default }).Entity;
            (given.At, given.Word) = (time.GetUtcNow(), word);
            audit.Tell(AuditTrail.Installation, by.Name, told);
        }

        return new ConsentLine(steward, given.Name, given.At);
    }

    IQueryable<VersionConsent> Of(string versionId, string contentHash) => db.VersionConsents.Where(consent => consent.VersionId == versionId && consent.ContentHash == contentHash);
}
