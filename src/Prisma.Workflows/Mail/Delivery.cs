namespace Prisma.Workflows.Mail;

/// <summary>One attempt to hand a mail over, and the answer.</summary>
[Index(nameof(MessageId))]
public sealed class Delivery
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid MessageId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Answer { get; init; }
}
