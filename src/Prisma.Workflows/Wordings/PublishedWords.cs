using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Wordings;

/// <summary>What stewards published, spoken in the place of what is shipped.</summary>
public sealed class PublishedWords(DirectRows rows, IEnumerable<IWordingKind> kinds)
{
    const string Latest = """SELECT COALESCE(MAX("PublishedAs"), 0) FROM "Wordings" WHERE "PublishedAs" > @value""";

    /// <summary>Lets every kind speak what is published by now, on whichever node; answers up to which it is.</summary>
    public async Task<int> ListenAsync(CancellationToken cancellation)
    {
        var latest = (await rows.ReadAsync(Latest, 0, reader => reader.GetInt32(0), cancellation)).Single();
        if (kinds.Any(kind => kind.SpokenAs != latest))
        {
            var published = await rows.Context.Wordings.AsNoTracking().Where(wording => wording.PublishedAs != null).OrderBy(wording => wording.PublishedAs).ToListAsync(cancellation);
            foreach (var kind in kinds)
                kind.Speak(latest, published.FindAll(wording => wording.Kind == kind.Kind));
        }

        return latest;
    }
}
