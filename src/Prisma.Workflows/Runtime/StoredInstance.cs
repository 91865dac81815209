using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Runtime;

/// <summary>A workflow instance as stored; its revision makes two bursts of one instance collide.</summary>
public sealed class StoredInstance
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; set; }
    public required string Status { get; set; }
    public required string SubStatus { get; set; }
    public string CorrelationId { get; set; } = "";

    /// <summary>Which instance started this one; cancelled together.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>Unique while it runs, where its definition allows only one at a time.</summary>
    public string? ActivationKey { get; set; }

    /// <summary>The engine's own JSON of the instance.</summary>
    public required string State { get; set; }

    public int Incidents { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public int Revision { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredInstance>
    {
        public void Configure(EntityTypeBuilder<StoredInstance> builder)
        {
            builder.HasIndex(instance => new { instance.DefinitionId, instance.Status });
            builder.HasIndex(instance => instance.CorrelationId);
            builder.HasIndex(instance => instance.ParentInstanceId).OnlyWithValue();
            builder.HasIndex(instance => instance.ActivationKey).IsUnique().OnlyWithValue();
            builder.Property(instance => instance.Revision).IsConcurrencyToken();
        }
    }
}
