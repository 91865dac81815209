namespace Prisma.Workflows.Authoring.Catalogue;

/// <summary>Which versions of a definition are meant, as Elsa's programs say it.</summary>
public sealed record VersionWanted(string Kind, int? Number)
{
    public static readonly VersionWanted All = new("AllVersions", null);

    public static readonly VersionWanted Latest = new("Latest", null);

    public static readonly VersionWanted LatestAndPublished = new("LatestAndPublished", null);

    static readonly string[] Kinds = ["AllVersions", "Draft", "Latest", "Published", "LatestOrPublished", "LatestAndPublished"];

    /// <summary>What is not understood means <paramref name="otherwise"/>.</summary>
    public static VersionWanted Parse(string? text, VersionWanted otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new VersionWanted("", number)
        : Array.Find(Kinds, kind => kind.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known ? new VersionWanted(known, null)
        : otherwise;

    internal IQueryable<DefinitionVersion> In(IQueryable<DefinitionVersion> versions) => Kind switch
    {
        "Draft" => versions.Where(version => version.IsLatest && version.PublishedAt == null),
        "Latest" => versions.Where(version => version.IsLatest),
        "Published" => versions.Where(version => version.IsPublished),
        "LatestOrPublished" => versions.Where(version => version.IsLatest || version.IsPublished),
        "LatestAndPublished" => versions.Where(version => version.IsLatest && version.IsPublished),
        _ when Number is { } number => versions.Where(version => version.Version == number),
        _ => versions,
    };
}
