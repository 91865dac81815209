namespace Prisma.Workflows.People.Reading;

/// <summary>A steward's consent to exactly one content of a version, or the word with which they returned it; a later change leaves it behind.</summary>
[Index(nameof(VersionId), nameof(ContentHash), nameof(PersonId), IsUnique = true)]
public sealed class VersionConsent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string VersionId { get; init; }
    public required string ContentHash { get; init; }
    public required Guid PersonId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset At { get; set; }

    /// <summary>What they wrote to whoever made it; null for a consent.</summary>
    public string? Word { get; set; }
}
