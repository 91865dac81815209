using System.ComponentModel.DataAnnotations;

namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>What starts the published version of a definition: a stimulus by its hash, or a time. Its revision makes two nodes that would start it at once collide.</summary>
[Index(nameof(Hash))]
[Index(nameof(DueAt))]
[Index(nameof(DefinitionId))]
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

    [ConcurrencyCheck]
    public int Revision { get; set; }
}
