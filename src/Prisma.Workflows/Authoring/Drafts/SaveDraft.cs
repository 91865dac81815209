using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>Keeps what a steward drew; the same content twice is kept once, and what another has saved meanwhile is never overwritten.</summary>
public sealed class SaveDraft(DraftBook drafts, SigningOrder order, AuditTrail audit)
{
    public async Task<Outcome<SavedDraft>> ExecuteAsync(DraftToSave draft, Actor by, CancellationToken cancellation)
    {
        var definitionId = string.IsNullOrEmpty(draft.DefinitionId) ? Guid.CreateVersion7().ToString("N") : draft.DefinitionId;
        if (Read(draft.Document, definitionId, out var definition) is { } refusal)
            return Problems.Refused(refusal);
        if (draft.IsDrawn && CalledTwice(definition) is { } twice)
            return Problems.Refused(twice);
        var versions = await drafts.VersionsAsync(definitionId, cancellation);
        if (versions.Count == 0 && DefinitionAddress.ProblemOf(definitionId) is { } unaddressed)
            return Problems.Refused(unaddressed.Message);
        var latest = versions.Find(version => version.IsLatest);
        if (latest is not null)
        {
            var kept = DefinitionJson.Read(latest.Json);
            if (draft.IsDrawn)
                order.Keep(kept, definition);
            if (definition.ContentHash != kept.ContentHash && (Overtaken(draft, latest) ?? LossGuard.Refusal(kept, definition)) is { } sentence)
                return Problems.Refused(sentence);
        }

        var saved = await drafts.WriteAsync(definitionId, versions, definition.Document, by, cancellation);
        if (latest is null || saved.VersionId != latest.Id)
            audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} began version {saved.Version} of “{definition.Name}”.");
        return saved;
    }

    /// <summary>Placeholders become what they stand for again, wherever they came from.</summary>
    static string? Read(JsonObject document, string definitionId, out WorkflowDefinition definition)
    {
        definition = null!;
        try
        {
            // What could not be read again would be in the way of all that lists definitions.
            definition = DefinitionJson.Read(DefinitionJson.Write(DefinitionJson.Read(DraftBook.ContentOf(NotFoundPlaceholder.Restore(document), definitionId))));
            return string.IsNullOrWhiteSpace(definition.Name) ? "Give it a name." : null;
        }
        catch (DefinitionInvalidException invalid)
        {
            return string.Join(' ', invalid.Problems.Select(problem => problem.Message));
        }
    }

    /// <summary>The canvas draws a dot for each case, branch and outcome by its name, and with two of one name it would never open again.</summary>
    static string? CalledTwice(WorkflowDefinition definition) =>
        (from node in definition.Nodes
         from ways in new[] { (What: "cases", Names: node.Cases.Select(one => one.Label)), ("branches", StaticValue.Texts(node, "Branches") ?? []), ("outcomes", StaticValue.Texts(node, "PossibleOutcomes") ?? []) }
         from same in ways.Names.GroupBy(name => name, StringComparer.Ordinal)
         where same.Skip(1).Any()
         select $"“{node.Title}” has {same.Count()} {ways.What} called “{same.Key}”. Give each a name of its own; nothing is kept until then.").FirstOrDefault();

    static string? Overtaken(DraftToSave draft, DefinitionVersion latest) =>
        draft.BaseRevision is { } began && began != latest.Revision
            ? $"{(latest.SavedBy.Length == 0 ? "Somebody" : latest.SavedBy)} saved “{latest.Name}” after you opened it, so your change was not kept. Reload the page to see theirs, then make your change again."
            : null;
}
