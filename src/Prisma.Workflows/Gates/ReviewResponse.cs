namespace Prisma.Workflows.Gates;

/// <summary>What one reader answered in one review.</summary>
[Index(nameof(ReviewId), nameof(PersonId), IsUnique = true)]
public sealed class ReviewResponse
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReviewId { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid StepId { get; init; }
    public required ResponseKind Kind { get; init; }

    /// <summary>The mean of this reader's scores, where the gate scores.</summary>
    public double? Mean { get; init; }

    /// <summary>The form as answered, as JSON.</summary>
    public required string Answers { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether somebody stood aside because something ties them to the outcome: that holds for every round (domain.md §5.1).</summary>
    public bool IsTied => Kind == ResponseKind.StandAside && JsonNode.Parse(Answers) is JsonObject answers && (answers["aside_reason"] ?? answers["stand_aside"])?.ToString() == "interest";
}
