using System.ComponentModel.DataAnnotations;

namespace Prisma.Workflows.Agreements;

/// <summary>A short code sent by mail before signing: ten minutes, bound to the browser that asked, five tries.</summary>
[Index(nameof(StepId), nameof(CreatedAt))]
public sealed class SigningCode
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid StepId { get; init; }
    public required Guid PersonId { get; init; }
    public required string CodeHash { get; init; }
    public required string BrowserHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    [ConcurrencyCheck]
    public int Tries { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}
