using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Runtime;

/// <summary>Where an instance waits, found by the hash of what wakes it or by when it is due. The instance's state holds the whole bookmark.</summary>
public sealed class StoredBookmark
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public required string ActivityId { get; init; }
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The path it waits for, where requests for many paths fit it; the hash alone would not find it.</summary>
    public string? Route { get; init; }

    /// <summary>How often its timer was tried in vain; grows the pause before the next try.</summary>
    public int Tries { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredBookmark>
    {
        public void Configure(EntityTypeBuilder<StoredBookmark> builder)
        {
            builder.HasIndex(bookmark => bookmark.Hash);
            builder.HasIndex(bookmark => bookmark.DueAt).OnlyWithValue();
            builder.HasIndex(bookmark => bookmark.InstanceId);
            builder.HasIndex(bookmark => bookmark.Route).OnlyWithValue();
        }
    }
}
