using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Editing;

/// <summary>Goes back and forth among the saves of a draft, whoever made them and in whichever view.</summary>
public sealed class UndoEdit(PrismaDbContext db, RestoreRevision restore, RevertVersion revert)
{
    /// <summary>Whether there is something to undo, and to redo.</summary>
    public async Task<(bool Undo, bool Redo)> WaysAsync(string definitionId, CancellationToken cancellation)
    {
        var (_, moments) = await MomentsAsync(definitionId, cancellation);
        var (undo, redo) = Ways(moments);
        return (undo is not null, redo is not null);
    }

    public async Task<Outcome<SavedDraft>> ExecuteAsync(string definitionId, int baseRevision, bool forward, Actor by, CancellationToken cancellation)
    {
        var (draft, moments) = await MomentsAsync(definitionId, cancellation);
        if (draft is not null && draft.Revision != baseRevision)
            return Problems.Refused($"{draft.SavedBy} changed “{draft.Name}” after you opened it, so nothing was undone. This is how it is now.");
        var (undo, redo) = Ways(moments);
        if ((forward ? redo : undo) is not { } place)
            return Problems.Refused(forward ? "There is nothing to redo." : "There is nothing to undo.");
        return moments[place] switch
        {
            { Revision: { } revision } => await restore.ExecuteAsync(definitionId, revision, by, cancellation),
            { Version: { } version } => await revert.ExecuteAsync(definitionId, version, by, cancellation, undoes: true),
            _ => throw new InvalidOperationException("A moment is a save or a version."),
        };
    }

    /// <summary>What the draft began from, then its saves. A published version has nothing to undo: the next edit makes a new draft of it.</summary>
    async Task<(DefinitionVersion? Draft, List<Moment> Moments)> MomentsAsync(string definitionId, CancellationToken cancellation)
    {
        var draft = await db.Definitions.AsNoTracking().SingleOrDefaultAsync(version => version.DefinitionId == definitionId && version.IsLatest, cancellation);
        if (draft is not { State: VersionState.Draft })
            return (draft, []);
        var began = await db.Definitions.Where(version => version.DefinitionId == definitionId && version.Version < draft.Version)
            .OrderByDescending(version => version.Version).Select(version => (int?)version.Version).FirstOrDefaultAsync(cancellation);
        var saves = await db.DraftRevisions.Where(revision => revision.DefinitionId == definitionId && revision.VersionId == draft.Id)
            .OrderBy(revision => revision.Number).Select(revision => new Moment(revision.Number, null, revision.Restores)).ToListAsync(cancellation);
        return (draft, began is null ? saves : [new Moment(null, began, null), .. saves]);
    }

    /// <summary>A return to a save of an earlier draft is a step of its own in this one.</summary>
    static (int? Undo, int? Redo) Ways(List<Moment> moments) => UndoLine.Of([.. moments.Select(moment => moment.Restores switch
    {
        null => (int?)null,
        0 when moments[0].Version is not null => 0,
        var number => moments.FindIndex(other => other.Revision == number) is var place and >= 0 ? place : null,
    })]);

    sealed record Moment(int? Revision, int? Version, int? Restores);
}
