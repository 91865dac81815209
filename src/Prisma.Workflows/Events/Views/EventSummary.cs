using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Events.Views;

/// <summary>One line of a list of events.</summary>
public sealed record EventSummary(Guid Id, string Name, string Slug, string Place, string Summary, DateOnly StartsOn, DateOnly EndsOn, int Capacity, int SeatsTaken, CallState Call, DateOnly? CallClosesOn, bool IsAlive)
{
    /// <summary>Its last day has passed, or it does not take place.</summary>
    public bool IsBehind { get; init; }

    /// <summary>Who is in its team.</summary>
    public IReadOnlyList<Guid> Team { get; init; } = [];

    /// <summary>Who leads it, by name; empty while nobody does.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Its days have begun.</summary>
    public bool IsUnderWay { get; init; }
}
