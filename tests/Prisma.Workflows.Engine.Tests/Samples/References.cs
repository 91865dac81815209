namespace Prisma.Workflows.Engine.Tests.Samples;

/// <summary>Finds what a definition refers to among those a test has, as a host finds it among its rows.</summary>
static class References
{
    public static WorkflowDefinition? Among(this DefinitionReference reference, IEnumerable<WorkflowDefinition> candidates)
    {
        var all = candidates.ToList();
        var versions = all.FindAll(candidate => candidate.DefinitionId == reference.DefinitionId);
        if (versions.Count == 0)
            versions = all.FindAll(candidate => reference.IsCalled(candidate.Name));
        return versions.LastOrDefault(candidate => reference.VersionId is null ? candidate.Version == reference.Version : candidate.VersionId == reference.VersionId)
            ?? versions.LastOrDefault(candidate => candidate.IsPublished)
            ?? versions.LastOrDefault(candidate => candidate.IsLatest)
            ?? versions.MaxBy(candidate => candidate.Version);
    }
}
