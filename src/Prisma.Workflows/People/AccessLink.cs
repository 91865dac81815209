namespace Prisma.Workflows.People;

/// <summary>A link in a mail: one person, one step or one enrolment. The 256-bit token is stored only as its SHA-256 (domain.md §5.5).</summary>
[Index(nameof(TokenHash), IsUnique = true)]
[Index(nameof(StepId))]
[Index(nameof(EnrolmentId))]
public sealed class AccessLink
{
    /// <summary>How long a link to a step still shows how things stand once the step is closed.</summary>
    public static readonly TimeSpan Afterlife = TimeSpan.FromDays(14);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string TokenHash { get; init; }
    public required Guid PersonId { get; init; }
    public required LinkPurpose Purpose { get; init; }
    public Guid? StepId { get; init; }
    public Guid? EnrolmentId { get; init; }

    /// <summary>The concern it opens for one of its two sides; <see cref="PersonId"/> is that side's key then.</summary>
    public Guid? ConcernId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while the step is open; the step's closing sets it.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public bool IsAlive(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);
}
