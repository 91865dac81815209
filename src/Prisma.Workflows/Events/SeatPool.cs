using System.ComponentModel.DataAnnotations;

namespace Prisma.Workflows.Events;

/// <summary>The count of seats of one kind in one event; its revision makes two takers of the last seat collide instead of both getting it.</summary>
[Index(nameof(EventId), nameof(Name), IsUnique = true)]
public sealed class SeatPool
{
    /// <summary>The pool every event has.</summary>
    public const string Participants = "participants";

    /// <summary>Guests of partners, beyond the seats (domain.md §13.4); there as soon as the first of them comes. Nobody waits for one of these.</summary>
    public const string Partners = "partners";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required string Name { get; init; }
    public required int Capacity { get; set; }

    /// <summary>Reserved and confirmed seats together.</summary>
    public int Taken { get; set; }

    [ConcurrencyCheck]
    public int Revision { get; set; }

    public bool TryTake()
    {
        if (Taken >= Capacity)
            return false;
        Taken++;
        Revision++;
        return true;
    }

    public void GiveBack()
    {
        Taken--;
        Revision++;
    }
}
