using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Authoring;

/// <summary>One numbered state of a workflow definition; immutable once published and named by its content hash.</summary>
public sealed class DefinitionVersion
{
    /// <summary>The definition version id of the format.</summary>
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    public required int Version { get; init; }

    public required string Name { get; set; }

    public bool IsLatest { get; set; }

    public bool IsPublished { get; set; }

    /// <summary>The definition as JSON, lossless.</summary>
    public required string Json { get; set; }

    public required string ContentHash { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DefinitionVersion>
    {
        public void Configure(EntityTypeBuilder<DefinitionVersion> builder)
        {
            builder.HasIndex(version => new { version.DefinitionId, version.Version }).IsUnique();
            builder.HasIndex(version => version.ContentHash);
        }
    }
}
