using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Events;

/// <summary>One gathering of the catalogue as this event holds it: when and where, and who was there.</summary>
[Index(nameof(EventId), nameof(GatheringId), IsUnique = true)]
[Index(nameof(CountsAt))]
public sealed class EventGathering
{
    const int DaysBefore = 2;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }

    /// <summary>E.g. "GA-10" in workflows/gatherings.json.</summary>
    public required string GatheringId { get; init; }

    /// <summary>Null while no time is set.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>Whether it has not begun yet, so that nobody can say who was there.</summary>
    public bool IsAhead(DateTimeOffset now) => CountsAt is null && StartsAt > now;

    /// <summary>When a pathway reminds of a gathering that begins then: as the second day before it begins, where the event is.</summary>
    public static DateTimeOffset RemindedOf(DateTimeOffset startsAt, Event of) => Zones.StartOf(Zones.DayOf(startsAt, of.TimeZone).AddDays(-DaysBefore), of.TimeZone);

    public int Minutes { get; set; }
    public string Where { get; set; } = "";

    /// <summary>What came of it, one line a thought; everybody who was invited reads it.</summary>
    public string Notes { get; set; } = "";

    /// <summary>Who was there and who was not, by step, as JSON; empty while nobody has said.</summary>
    public string Marks { get; set; } = "";

    /// <summary>The marks, read.</summary>
    public IReadOnlyDictionary<Guid, bool> Said => Marks.Length == 0 ? new Dictionary<Guid, bool>() : JsonSerializer.Deserialize<Dictionary<Guid, bool>>(Marks)!;

    /// <summary>Who said so.</summary>
    public string MarkedBy { get; set; } = "";

    /// <summary>From when on the marks count; until then they can be taken back. Null when none wait.</summary>
    public DateTimeOffset? CountsAt { get; set; }

    [ConcurrencyCheck]
    public int Revision { get; set; }
}
