using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>What starts the published version of a definition: a stimulus by its hash, or a time. Its revision makes two nodes that would start it at once collide.</summary>
public sealed class StoredTrigger
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string DefinitionId { get; init; }

    public required string VersionId { get; init; }

    public required string ActivityId { get; init; }

    /// <summary>The type of the activity that waits.</summary>
    public required string Name { get; init; }

    /// <summary>Empty for a time.</summary>
    public required string Hash { get; init; }

    /// <summary>What the stimulus says, as JSON.</summary>
    public string Payload { get; init; } = "";

    public DateTimeOffset? DueAt { get; set; }

    /// <summary>How often it was tried in vain.</summary>
    public int Tries { get; set; }

    public int Revision { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredTrigger>
    {
        public void Configure(EntityTypeBuilder<StoredTrigger> builder)
        {
            builder.HasIndex(trigger => trigger.Hash);
            builder.HasIndex(trigger => trigger.DueAt);
            builder.HasIndex(trigger => trigger.DefinitionId);
            builder.Property(trigger => trigger.Revision).IsConcurrencyToken();
        }
    }
}
