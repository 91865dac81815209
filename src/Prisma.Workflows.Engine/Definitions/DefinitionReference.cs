namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Names a definition that another one uses.</summary>
public sealed record DefinitionReference(string DefinitionId, string? VersionId = null, int? Version = null)
{
    /// <summary>The activity type the user gives it, by which it is found when its ids are of another installation.</summary>
    public string? ActivityType { get; init; }

    /// <summary>The version named, else the published one, else the latest.</summary>
    public WorkflowDefinition? Among(IEnumerable<WorkflowDefinition> candidates)
    {
        var all = candidates.ToList();
        var versions = all.FindAll(candidate => candidate.DefinitionId == DefinitionId);
        if (versions.Count == 0)
            versions = all.FindAll(candidate => IsCalled(candidate.Name));
        var named = VersionId is not null
            ? versions.LastOrDefault(candidate => candidate.VersionId == VersionId)
            : versions.LastOrDefault(candidate => candidate.Version == Version);
        return named
            ?? versions.LastOrDefault(candidate => candidate.IsPublished)
            ?? versions.LastOrDefault(candidate => candidate.IsLatest)
            ?? versions.MaxBy(candidate => candidate.Version);
    }

    /// <summary>Whether a definition of that name is meant by the activity type.</summary>
    public bool IsCalled(string name) => ActivityType is not null && TypeName.Of(name) == TypeName.Of(ActivityType);
}
