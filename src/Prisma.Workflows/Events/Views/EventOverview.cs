using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Events.Views;

/// <summary>An event as its pages show it: with its signals, its team, its seats, and where its call stands. Not for changing.</summary>
public sealed record EventOverview(Event Event, int SeatsTaken, int Waiting, CallState Call, DateOnly Today)
{
    /// <summary>Who of its team is needed at another event at about the same time; nobody once it does not take place.</summary>
    public IReadOnlyList<Elsewhere> Elsewhere { get; init; } = [];

    /// <summary>How many guests of partners have a place.</summary>
    public int PartnerPlacesTaken { get; init; }

    /// <summary>Its last day has passed, so nobody can join any more.</summary>
    public bool IsOver => Today > Event.EndsOn;

    /// <summary>It is to come or takes place.</summary>
    public bool IsStillOn => Event.IsAlive && !IsOver;

    /// <summary>Its days are over, and nobody has said whether it took place.</summary>
    public bool IsUnsaid => IsOver && Event is { IsAlive: true, IsSaidToGo: false };

    /// <summary>Its days have begun.</summary>
    public bool IsUnderWay => Today >= Event.StartsOn && !IsOver;

    /// <summary>Whom to ask.</summary>
    public Person? Lead => Event.Lead;
}
