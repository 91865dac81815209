using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring;

/// <summary>Takes a workflow definition from a file: as a draft with every problem named, or published when it has no error.</summary>
public sealed class ImportDefinition(PrismaDbContext db, DefinitionCheck check, EndpointsTaken endpoints, AuditTrail audit, TimeProvider time)
{
    /// <param name="json">An Elsa 3 definition.</param>
    /// <exception cref="DefinitionInvalidException">It is not JSON, has no root, or has an id that no page can be addressed by: nothing of it can be kept.</exception>
    public Task<Import> ExecuteAsync(string json, bool publish, string actor, CancellationToken cancellation) =>
        ExecuteAsync(json, new ImportWish(publish), actor, cancellation);

    /// <summary>What keeps this definition from where it says it belongs; null when its id and number are free, or the very same is here.</summary>
    public async Task<Problem?> ConflictAsync(WorkflowDefinition definition, CancellationToken cancellation)
    {
        var versions = await VersionsAsync(definition.DefinitionId, cancellation);
        if (versions.Exists(version => version.ContentHash == definition.ContentHash))
            return null;
        if (versions.Exists(version => version.Version == NumberOf(definition)))
            return Problem.Error("conflict", null, $"Version {NumberOf(definition)} of “{definition.DefinitionId}” is here with other content. Give the file another version number, or remove the version here first.");
        return await db.Definitions.AnyAsync(version => version.Id == definition.VersionId, cancellation)
            ? Problem.Error("conflict", null, $"The version id “{definition.VersionId}” is taken by another definition. Give the file another id.")
            : DefinitionAddress.ProblemOf(definition.DefinitionId) ?? DefinitionAddress.ProblemOf(definition.VersionId);
    }

    /// <inheritdoc cref="ExecuteAsync(string,bool,string,CancellationToken)"/>
    public async Task<Import> ExecuteAsync(string json, ImportWish wish, string actor, CancellationToken cancellation)
    {
        var definition = DefinitionJson.Read(json);
        var versions = await VersionsAsync(definition.DefinitionId, cancellation);
        IReadOnlyList<Problem> problems = [.. wish.Problems ?? check.Check(definition), .. wish.Publish ? await endpoints.ProblemsOfAsync(definition, cancellation) : []];
        var publishes = wish.Publish && problems.All(problem => problem.Severity != Severity.Error || wish.Tolerates.Contains(problem.Code, StringComparer.Ordinal));
        if (versions.FirstOrDefault(version => version.ContentHash == definition.ContentHash) is { } same)
        {
            if (publishes && !same.IsPublished && same.PublishedAt is null)
                Publish(same, versions, actor);
            return new Import(same.Id, false, same.IsPublished, problems) { Version = same.Version };
        }

        if (versions.Count == 0 && DefinitionAddress.ProblemOf(definition.DefinitionId) is { } unaddressed)
            throw new DefinitionInvalidException([unaddressed]);
        var number = wish.KeepsNumbers || versions.Count == 0 ? NumberOf(definition) : Math.Max(versions[0].Version + 1, definition.Version);
        var isLatest = versions.Count == 0 || number > versions[0].Version;
        var id = definition.VersionId.Length == 0 || DefinitionAddress.ProblemOf(definition.VersionId) is not null || await db.Definitions.AnyAsync(version => version.Id == definition.VersionId, cancellation)
            ? $"{definition.DefinitionId}-v{number}"
            : definition.VersionId;
        var added = new DefinitionVersion
        {
            Id = id,
            DefinitionId = definition.DefinitionId,
            Version = number,
            Name = definition.Name,
            IsLatest = isLatest,
            Json = json,
            ContentHash = definition.ContentHash,
            CreatedAt = time.GetUtcNow(),
            Revision = versions.Select(version => version.Revision).DefaultIfEmpty(0).Max() + 1,
            SavedBy = actor,
            SavedAt = time.GetUtcNow(),
        };
        versions.ForEach(version => version.IsLatest &= !isLatest);
        db.Definitions.Add(added);
        audit.Tell(AuditTrail.Installation, actor, $"{actor} imported version {number} of “{definition.Name}” ({definition.ContentHash[..12]}).");
        if (publishes)
            Publish(added, versions, actor);
        return new Import(id, true, added.IsPublished, problems) { Version = number };
    }

    /// <summary>Newest first, those this operation has just added among them.</summary>
    async Task<List<DefinitionVersion>> VersionsAsync(string definitionId, CancellationToken cancellation)
    {
        await db.Definitions.Where(version => version.DefinitionId == definitionId).LoadAsync(cancellation);
        return [.. db.Held<DefinitionVersion>().Where(version => version.DefinitionId == definitionId).OrderByDescending(version => version.Version)];
    }

    static int NumberOf(WorkflowDefinition definition) => Math.Max(1, definition.Version);

    void Publish(DefinitionVersion version, List<DefinitionVersion> all, string actor)
    {
        all.ForEach(other => other.IsPublished = false);
        version.IsPublished = true;
        version.PublishedAt = time.GetUtcNow();
        audit.Tell(AuditTrail.Installation, actor, $"{actor} published version {version.Version} of “{version.Name}”.");
    }
}
