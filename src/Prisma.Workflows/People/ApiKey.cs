namespace Prisma.Workflows.People;

/// <summary>A key for automation, acting as one person; stored only as its SHA-256.</summary>
[Index(nameof(KeyHash), IsUnique = true)]
public sealed class ApiKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; init; }
    public required string KeyHash { get; init; }
    public required Guid PersonId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the hour.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
