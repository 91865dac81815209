using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>Reads a definition for its editors: the latest version, and its saves.</summary>
public sealed class ReadDraft(PrismaDbContext db, ReadyToPublish ready, SecondReader readers)
{
    /// <summary>Null when there is no such definition.</summary>
    public async Task<DraftView?> ExecuteAsync(string definitionId, CancellationToken cancellation)
    {
        if (await db.Definitions.AsNoTracking().SingleOrDefaultAsync(version => version.DefinitionId == definitionId && version.IsLatest, cancellation) is not { } latest)
            return null;
        return new DraftView(
            latest.Id, definitionId, latest.Name, latest.Version, latest.State, latest.Revision, latest.Json, latest.ContentHash,
            latest.SavedBy, latest.SavedById, latest.SavedAt, await ready.ProblemsOfAsync(DefinitionJson.Read(latest.Json), cancellation),
            await readers.OfAsync(latest.Id, latest.ContentHash, cancellation), await readers.WordsOnAsync([latest.Id], cancellation));
    }

    /// <summary>The saves of all drafts of the definition, newest first.</summary>
    public async Task<IReadOnlyList<RevisionLine>> RevisionsAsync(string definitionId, CancellationToken cancellation) =>
        await db.DraftRevisions.AsNoTracking().Where(revision => revision.DefinitionId == definitionId).OrderByDescending(revision => revision.Number)
            .Select(revision => new RevisionLine(revision.Number, revision.VersionId, revision.SavedBy, revision.SavedAt, revision.ContentHash)).ToListAsync(cancellation);
}
