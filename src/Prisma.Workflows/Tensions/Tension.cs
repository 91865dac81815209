using System.ComponentModel.DataAnnotations;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Tensions;

/// <summary>The gap somebody feels between how it is and how it could be, brought to a circle of the event, whose facilitator answers within seven days (domain.md §5.8).</summary>
[Index(nameof(EventId), nameof(AnsweredAt))]
[Index(nameof(PersonId))]
public sealed class Tension
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public Event Event { get; init; } = null!;
    public required Guid PersonId { get; init; }
    public Person Person { get; init; } = null!;

    /// <summary>The passage it was brought from; null where somebody of the team brought it.</summary>
    public Guid? EnrolmentId { get; init; }

    /// <summary>"hub", "facilitators", "stewards", "network" or "cohort".</summary>
    public required string Circle { get; init; }

    public required string What { get; init; }
    public required string Effect { get; init; }
    public required string Wish { get; init; }

    /// <summary>Whether the circle may know whose it is; whoever answers knows it anyway, and speaks for them.</summary>
    public required bool IsByName { get; init; }

    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Who answers: the circle's facilitator, or whom it was passed on to.</summary>
    public required Guid AnswererId { get; set; }

    public Person Answerer { get; init; } = null!;
    public DateTimeOffset? RemindedAt { get; set; }
    public DateTimeOffset? PassedOnAt { get; set; }
    public string Answer { get; set; } = "";
    public DateTimeOffset? AnsweredAt { get; set; }

    [ConcurrencyCheck]
    public int Revision { get; set; }
}
