using System.ComponentModel.DataAnnotations;

namespace Prisma.Workflows.Gates;

/// <summary>One round of one gate for one enrolment: who reads, what they answered, what came of it.</summary>
[Index(nameof(EnrolmentId), nameof(StepKey), nameof(Round), IsUnique = true)]
public sealed class Review
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EnrolmentId { get; init; }
    public required string StepKey { get; init; }

    /// <summary>E.g. "C2" in workflows/gates.json.</summary>
    public required string GateId { get; init; }

    public required int Round { get; init; }
    public required string Title { get; init; }

    /// <summary>Keys of the steps whose answers are read.</summary>
    public List<string> Reads { get; init; } = [];

    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Consented, ConsentedWithConditions, Returned, Declined or NoQuorum; empty while open.</summary>
    public string Outcome { get; set; } = "";

    /// <summary>The result in words, as it goes to those involved.</summary>
    public string Sentence { get; set; } = "";

    public double? Mean { get; set; }
    public string BookmarkId { get; set; } = "";

    /// <summary>Raised by every response, so that two readers at once are counted one after the other.</summary>
    [ConcurrencyCheck]
    public int Revision { get; set; }

    public List<ReviewResponse> Responses { get; } = [];

    public bool IsOpen => DecidedAt is null;

    /// <summary>The key of the task that one of its conditions became, counted from one.</summary>
    public string TaskOfCondition(int number) => $"{StepKey}.condition-{Round}-{number}";
}
