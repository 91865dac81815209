namespace Prisma.Workflows.Authoring.Presence;

/// <summary>That somebody has a definition open to edit it, and when this was last known.</summary>
[PrimaryKey(nameof(DefinitionId), nameof(PersonId))]
public sealed class EditorPresence
{
    public required string DefinitionId { get; init; }
    public required Guid PersonId { get; init; }
    public required string Name { get; set; }

    /// <summary>Where they edit it, in words: "the canvas", "the outline".</summary>
    public required string Where { get; set; }

    public required DateTimeOffset SeenAt { get; set; }
}
