namespace Prisma.Workflows.Authoring.Catalogue;

/// <summary>Which versions of which definitions a list shows, and in what order.</summary>
public sealed record DefinitionFilter(VersionWanted Versions)
{
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];
    public IReadOnlyList<string> Ids { get; init; } = [];
    public string Search { get; init; } = "";

    /// <summary>"Name", "Version" or "Created"; the name otherwise.</summary>
    public string OrderBy { get; init; } = "";

    public bool Descending { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 100;
}
