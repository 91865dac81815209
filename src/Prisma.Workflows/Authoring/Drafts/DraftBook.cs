using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>Writes content into the draft of a definition: into the one that is open, or into a new version after the last one that was published.</summary>
public sealed class DraftBook(PrismaDbContext db, TimeProvider time)
{
    /// <summary>Says only which version a document is, which the rows know, or what the Studio adds for its own use.</summary>
    static readonly string[] NotKept = ["links", "isReadonly"];

    internal async Task<List<DefinitionVersion>> VersionsAsync(string definitionId, CancellationToken cancellation) =>
        await db.Definitions.Where(version => version.DefinitionId == definitionId).OrderByDescending(version => version.Version).ToListAsync(cancellation);

    /// <param name="restores">The save it returns to, if it does.</param>
    /// <param name="takesUp">Whether what was taken back becomes a draft again as it is.</param>
    internal async Task<SavedDraft> WriteAsync(
        string definitionId, List<DefinitionVersion> versions, JsonObject content, Actor by, CancellationToken cancellation, int? restores = null, bool takesUp = false)
    {
        var latest = versions.Find(version => version.IsLatest);
        var draft = latest is { State: Publishing.VersionState.Draft } ? latest : null;
        var number = draft?.Version ?? versions.Select(version => version.Version).DefaultIfEmpty(0).Max() + 1;
        var id = draft?.Id ?? Guid.CreateVersion7().ToString("N");
        var document = Stamp(content, definitionId, id, number, draft?.CreatedAt ?? time.GetUtcNow());
        var definition = DefinitionJson.Read(document);
        if (latest is not null && !(takesUp && latest.State == Publishing.VersionState.Retired) && ContentOf(latest.Json) == definition.ContentHash)
            return new SavedDraft(latest.Id, definitionId, latest.Version, latest.Revision, HasChanged: false);
        var revision = Math.Max(
            await db.DraftRevisions.Where(one => one.DefinitionId == definitionId).MaxAsync(one => (int?)one.Number, cancellation) ?? 0,
            versions.Select(version => version.Revision).DefaultIfEmpty(0).Max()) + 1;
        draft ??= Add(definition, versions);
        draft.Name = definition.Name;
        draft.Json = DefinitionJson.Write(definition);
        draft.ContentHash = definition.ContentHash;
        draft.Revision = revision;
        draft.SavedBy = by.Name;
        draft.SavedById = by.PersonId;
        draft.SavedAt = time.GetUtcNow();
        db.DraftRevisions.Add(new DraftRevision
        {
            DefinitionId = definitionId,
            Number = revision,
            VersionId = draft.Id,
            Json = draft.Json,
            ContentHash = draft.ContentHash,
            SavedBy = by.Name,
            SavedAt = time.GetUtcNow(),
            Restores = restores,
        });
        return new SavedDraft(draft.Id, definitionId, draft.Version, revision, HasChanged: true);
    }

    /// <summary>Names what would be kept of a definition: an import keeps the whole file, a draft leaves out what only the Studio uses.</summary>
    internal static string ContentOf(string json)
    {
        var definition = DefinitionJson.Read(json);
        return DefinitionJson.Read(ContentOf(definition.Document, definition.DefinitionId)).ContentHash;
    }

    DefinitionVersion Add(WorkflowDefinition definition, List<DefinitionVersion> versions)
    {
        versions.ForEach(version => version.IsLatest = false);
        var added = new DefinitionVersion
        {
            Id = definition.VersionId,
            DefinitionId = definition.DefinitionId,
            Version = definition.Version,
            Name = definition.Name,
            IsLatest = true,
            Json = "",
            ContentHash = "",
            CreatedAt = time.GetUtcNow(),
        };
        db.Definitions.Add(added);
        return added;
    }

    /// <summary>The document as it is kept, so that it can be compared with what is.</summary>
    internal static JsonObject ContentOf(JsonObject document, string definitionId)
    {
        var content = document.DeepClone().AsObject();
        foreach (var name in NotKept)
            content.Remove(name);
        content["definitionId"] = definitionId;
        return content;
    }

    static JsonObject Stamp(JsonObject content, string definitionId, string id, int number, DateTimeOffset createdAt)
    {
        var document = ContentOf(content, definitionId);
        document["id"] = id;
        document["version"] = number;
        document["createdAt"] = createdAt;
        document["isLatest"] = true;
        document["isPublished"] = false;
        return document;
    }
}
