namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>One save of a draft, kept so that one can return to it.</summary>
[Index(nameof(DefinitionId), nameof(Number), IsUnique = true)]
public sealed class DraftRevision
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string DefinitionId { get; init; }

    /// <summary>1, 2, 3 … within the definition; unique, so two saves cannot both be the next.</summary>
    public required int Number { get; init; }

    public required string VersionId { get; init; }
    public required string Json { get; init; }
    public required string ContentHash { get; init; }
    public required string SavedBy { get; init; }
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>The save whose content this one returns to, 0 for what the draft began from; null for a step of its own.</summary>
    public int? Restores { get; init; }
}
