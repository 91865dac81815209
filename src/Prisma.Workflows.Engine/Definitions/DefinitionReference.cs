namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Names a definition that another one uses.</summary>
public sealed record DefinitionReference(string DefinitionId, string? VersionId = null, int? Version = null)
{
    /// <summary>The version named, else the published one, else the latest.</summary>
    public WorkflowDefinition? Among(IEnumerable<WorkflowDefinition> candidates)
    {
        var versions = candidates.Where(candidate => candidate.DefinitionId == DefinitionId).ToList();
        var named = VersionId is not null
            ? versions.LastOrDefault(candidate => candidate.VersionId == VersionId)
            : versions.LastOrDefault(candidate => candidate.Version == Version);
        return named
            ?? versions.LastOrDefault(candidate => candidate.IsPublished)
            ?? versions.LastOrDefault(candidate => candidate.IsLatest)
            ?? versions.MaxBy(candidate => candidate.Version);
    }
}
