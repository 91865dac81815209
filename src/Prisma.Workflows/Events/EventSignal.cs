namespace Prisma.Workflows.Events;

/// <summary>Something the event has reached (domain.md §13.1), kept as state so that a signal that comes before its waiter is never lost.</summary>
[Index(nameof(EventId), nameof(Name), IsUnique = true)]
public sealed class EventSignal
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }

    /// <summary>JSON, or empty.</summary>
    public string Payload { get; init; } = "";

    /// <summary>On whose way it was reached, where that is an organisation's.</summary>
    public string Organisation => Told("organisation");

    /// <summary>What was told with it; empty where nothing was.</summary>
    public string Told(string what) => Payload.Length > 0 && JsonNode.Parse(Payload) is JsonObject told ? told[what]?.ToString() ?? "" : "";
}
