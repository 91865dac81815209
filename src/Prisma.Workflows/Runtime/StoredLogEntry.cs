using System.ComponentModel.DataAnnotations.Schema;

namespace Prisma.Workflows.Runtime;

/// <summary>One line of an instance's activity log.</summary>
[Index(nameof(InstanceId), nameof(Sequence), IsUnique = true)]
public sealed class StoredLogEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string InstanceId { get; init; }

    /// <summary>Unique within the instance: a burst that was run twice can be written only once.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string ActivityId { get; init; }
    public required string ActivityType { get; init; }
    public required string Event { get; init; }
    public string Text { get; init; } = "";

    /// <summary>The number of the execution within the instance; 0 in what was logged before it was kept.</summary>
    public long Execution { get; init; }

    public long? Parent { get; init; }

    /// <summary>The path of the node, where its own definition does not tell.</summary>
    public string? NodeId { get; init; }

    /// <summary>The outcomes it completed with, one a line.</summary>
    public string Outcomes { get; init; } = "";

    /// <summary>As JSON, where it started the inputs that were computed, where it completed the outputs; inputs that stand in the definition are read there.</summary>
    [Column("Inputs")] // Named for what it held first.
    public string? Values { get; init; }
}
