using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Rehearsals;

/// <summary>Reads what a pathway of this installation is played with.</summary>
public sealed class ReadOwnContent(PrismaDbContext db, WordingBook book)
{
    /// <param name="withDrafts">Whether words that were saved and could be published are taken as if they were.</param>
    public async Task<OwnContent> ExecuteAsync(bool withDrafts, CancellationToken cancellation)
    {
        var definitions = await db.Definitions.Where(version => version.IsPublished).Select(version => new { version.DefinitionId, version.Json }).ToListAsync(cancellation);
        var wordings = await db.Wordings.AsNoTracking().OrderBy(wording => wording.SavedAt).ThenBy(wording => wording.Id).ToListAsync(cancellation);
        var words = wordings.Where(wording => wording.PublishedAs is not null).OrderBy(wording => wording.PublishedAs).ToList();
        foreach (var shelf in withDrafts ? wordings.GroupBy(wording => (wording.Kind, wording.Name, wording.Language)) : [])
        {
            var newest = shelf.Last();
            if (!shelf.Any(one => one.PublishedAt > newest.SavedAt)
                && !(await book.CheckAsync(newest.Kind, newest.Name, newest.Language, newest.Content, cancellation)).Any)
            {
                words.Add(newest);
            }
        }

        return new OwnContent(
            definitions.ToDictionary(one => one.DefinitionId, one => one.Json, StringComparer.Ordinal),
            [.. words.Select(wording => new NewWording(wording.Kind, wording.Name, wording.Language, wording.Content, null))]);
    }
}
