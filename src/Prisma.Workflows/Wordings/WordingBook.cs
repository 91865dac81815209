using Prisma.Workflows.Audit;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Wordings;

/// <summary>Stewards change what is shipped: every state is kept, another steward reads it, and one is published.</summary>
public sealed class WordingBook(PrismaDbContext db, IEnumerable<IWordingKind> kinds, IEnumerable<IWordingRule> rules, SecondReader readers, AuditTrail audit, TimeProvider time)
{
    public const string SentenceField = "sentence";

    public async Task<WordingShelf> ReadAsync(string kind, string name, string language, CancellationToken cancellation)
    {
        var wordings = await db.Wordings.AsNoTracking().Where(wording => wording.Kind == kind && wording.Name == name && wording.Language == language)
            .OrderByDescending(wording => wording.SavedAt).ThenByDescending(wording => wording.Id).ToListAsync(cancellation);
        return new WordingShelf(Of(kind), name, language, wordings);
    }

    public Task<List<ConsentLine>> ConsentsOfAsync(Wording wording, CancellationToken cancellation) => readers.OfAsync(wording.Id.ToString(), wording.Hash, cancellation);

    /// <summary>What readers wrote on these words, and on those they were made from.</summary>
    public Task<List<ReaderWord>> WordsOnAsync(IEnumerable<Wording> line, CancellationToken cancellation) => readers.WordsOnAsync([.. line.Select(one => one.Id.ToString())], cancellation);

    /// <summary>Keeps it as a state of its own, if it is another than the one it was made from, or goes back to what is shipped.</summary>
    public async Task<Outcome<Wording>> SaveAsync(NewWording wish, Actor by, CancellationToken cancellation)
    {
        var shelf = await ReadAsync(wish.Kind, wish.Name, wish.Language, cancellation);
        return shelf.IsSame(shelf.Find(wish.BaseId?.ToString()), wish.Content) ? Problems.Refused("Nothing is different here, so nothing new was kept.") : await KeepAsync(wish, by, cancellation);
    }

    /// <summary>The same words again are the same.</summary>
    async Task<Outcome<Wording>> KeepAsync(NewWording wish, Actor by, CancellationToken cancellation)
    {
        var kind = Of(wish.Kind);
        if (!kind.KeepsUnfinished && kind.Check(wish.Name, wish.Language, wish.Content) is { Any: true } problems)
            return problems;
        var hash = Wording.HashOf(wish.Content);
        if (await db.Wordings.SingleOrDefaultAsync(one => one.Kind == wish.Kind && one.Name == wish.Name && one.Language == wish.Language && one.Hash == hash, cancellation) is { } known)
            return known;
        var wording = new Wording
        {
            Kind = wish.Kind,
            Name = wish.Name,
            Language = wish.Language,
            Content = wish.Content,
            Hash = hash,
            BaseId = wish.BaseId,
            SavedBy = by.Name,
            SavedById = by.PersonId,
            SavedAt = time.GetUtcNow(),
        };
        db.Wordings.Add(wording);
        return wording;
    }

    public async Task<Outcome<ConsentLine>> ConsentAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        var wording = await db.Wordings.SingleAsync(one => one.Id == id, cancellation);
        return await readers.ConsentAsync(wording.Id.ToString(), wording.Hash, wording.Called, by, cancellation);
    }

    /// <summary>From now on this holds; of two who publish at once, the second comes after the first.</summary>
    public async Task<Outcome<Wording>> PublishAsync(Guid id, string sentence, Actor by, CancellationToken cancellation)
    {
        var wording = await db.Wordings.SingleAsync(one => one.Id == id, cancellation);
        var kind = Of(wording.Kind);
        var problems = await CheckAsync(wording.Kind, wording.Name, wording.Language, wording.Content, cancellation);
        problems.Require(!string.IsNullOrWhiteSpace(sentence), SentenceField, "Say in a sentence what changes and why.");
        await readers.RequireAsync(problems, wording.Id.ToString(), wording.Hash, by, cancellation);
        if (problems.Any)
            return problems;
        await PublishAsync(kind, wording, sentence, by, cancellation);
        return wording;
    }

    /// <summary>Publishes what another installation published; it was read here with all that came along.</summary>
    public async Task AdoptAsync(NewWording wish, string sentence, Actor by, CancellationToken cancellation)
    {
        if ((await KeepAsync(wish, by, cancellation)).Value is { } wording)
        {
            await db.SaveChangesAsync(cancellation);
            await PublishAsync(Of(wish.Kind), wording, sentence, by, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    async Task PublishAsync(IWordingKind kind, Wording wording, string sentence, Actor by, CancellationToken cancellation)
    {
        if (wording.Number == 0)
        {
            var highest = await db.Wordings.Where(one => one.Kind == wording.Kind && one.Name == wording.Name).MaxAsync(one => one.Number, cancellation);
            wording.Number = Math.Max(kind.ShippedVersion(wording.Name), highest) + 1;
        }

        wording.PublishedAs = (await db.Wordings.MaxAsync(one => one.PublishedAs, cancellation) ?? 0) + 1;
        wording.PublishedAt = time.GetUtcNow();
        wording.PublishedBy = by.Name;
        wording.Sentence = sentence.Trim();
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} published new {wording.Called} (version {wording.Number}, {wording.Hash[..12]}): {wording.Sentence}");
    }

    /// <summary>What would keep it from being published, apart from who has read it.</summary>
    public async Task<Problems> CheckAsync(string kind, string name, string language, string content, CancellationToken cancellation)
    {
        var problems = Of(kind).Check(name, language, content);
        foreach (var rule in problems[Problems.Whole] is null ? rules : [])
        {
            foreach (var (part, sentence) in await rule.ProblemsOfAsync(kind, name, content, cancellation))
                problems.Add(part, sentence);
        }

        return problems;
    }

    IWordingKind Of(string kind) => kinds.Single(one => one.Kind == kind);
}
