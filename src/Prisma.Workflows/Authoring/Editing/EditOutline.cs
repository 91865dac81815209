using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Presence;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Editing;

/// <summary>A steward makes one edit in the outline, on the save they were looking at.</summary>
public sealed class EditOutline(ReadDraft drafts, SaveDraft save, OutlineEditor editor, TellPresence presence)
{
    public async Task<Outcome<EditedDraft>> ExecuteAsync(string definitionId, int baseRevision, Edit edit, Actor by, CancellationToken cancellation)
    {
        if (await drafts.ExecuteAsync(definitionId, cancellation) is not { } draft)
            return Problems.Refused("This pathway is no longer here.");

        // Said first: on a draft that somebody else changed, the step itself may be gone.
        if (draft.Revision != baseRevision)
            return Problems.Refused($"{(draft.SavedBy.Length == 0 ? "Somebody" : draft.SavedBy)} changed “{draft.Name}” after you opened it, so your change was not kept. This is how it is now; make your change again.");
        var edited = editor.Apply(draft.Json, edit);
        if (!edited.IsDone)
            return edited;
        var saved = await save.ExecuteAsync(new DraftToSave(definitionId, DefinitionJson.Read(edited.Value.Json).Document, baseRevision), by, cancellation);
        if (!saved.IsDone)
            return saved.Problems;
        await presence.ExecuteAsync(definitionId, "the outline", by, cancellation);
        return edited;
    }
}
