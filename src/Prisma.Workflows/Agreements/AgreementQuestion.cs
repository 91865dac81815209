namespace Prisma.Workflows.Agreements;

/// <summary>A question on a clause; while one is unanswered the signing clock rests.</summary>
[Index(nameof(AgreementId))]
public sealed class AgreementQuestion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AgreementId { get; init; }
    public required Guid AskedBy { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public string Answer { get; set; } = "";
    public Guid? AnsweredBy { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}
