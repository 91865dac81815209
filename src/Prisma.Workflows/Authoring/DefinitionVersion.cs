using System.ComponentModel.DataAnnotations;
using Prisma.Workflows.Authoring.Publishing;

namespace Prisma.Workflows.Authoring;

/// <summary>One numbered state of a workflow definition; immutable once published and named by its content hash.</summary>
[Index(nameof(DefinitionId), nameof(Version), IsUnique = true)]
[Index(nameof(ContentHash))]
public sealed class DefinitionVersion
{
    /// <summary>The definition version id of the format.</summary>
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }
    public required int Version { get; init; }
    public required string Name { get; set; }
    public bool IsLatest { get; set; }

    /// <summary>Of two nodes at one version, the second reads again what the first has published or saved.</summary>
    [ConcurrencyCheck]
    public bool IsPublished { get; set; }

    /// <summary>The definition as JSON, lossless.</summary>
    public required string Json { get; set; }

    public required string ContentHash { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Counts the saves of the whole definition; an editor names the one it began from.</summary>
    [ConcurrencyCheck]
    public int Revision { get; set; }

    /// <summary>Who saved last; empty for what came with the product.</summary>
    public string SavedBy { get; set; } = "";

    /// <summary>Null for what came with the product or from a file.</summary>
    public Guid? SavedById { get; set; }

    public DateTimeOffset? SavedAt { get; set; }

    /// <summary>What changes and why, as told at publishing.</summary>
    public string Sentence { get; set; } = "";

    public string PublishedBy { get; set; } = "";

    /// <summary>Null unless it was taken back and not published again; that a later version was published takes none back.</summary>
    public DateTimeOffset? TakenBackAt { get; set; }

    public VersionState State => (IsPublished, PublishedAt) switch
    {
        (true, _) => VersionState.Published,
        (_, null) => VersionState.Draft,
        _ => VersionState.Retired,
    };
}
