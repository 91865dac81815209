namespace Prisma.Workflows.Events;

/// <summary>One enrolment's place, or its place in the line for one (domain.md §13.4).</summary>
[Index(nameof(EnrolmentId), IsUnique = true)]
[Index(nameof(EventId), nameof(Pool), nameof(State))]
public sealed class Seat
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required Guid EnrolmentId { get; init; }
    public required string Pool { get; init; }
    public required SeatState State { get; set; }
    public required DateTimeOffset At { get; set; }

    /// <summary>The readers' mean when the place in the line was taken; higher bands are offered first.</summary>
    public double Mean { get; set; }

    /// <summary>Set when a seat was lost in a race: first in line whatever the band.</summary>
    public bool FirstInLine { get; set; }

    /// <summary>What they called their part when they applied; quotas count by it.</summary>
    public string Track { get; init; } = "";

    /// <summary>They live in the region of the place.</summary>
    public bool IsLocal { get; init; }
}
