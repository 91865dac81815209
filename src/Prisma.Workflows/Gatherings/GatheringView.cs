using Prisma.Workflows.Events;

namespace Prisma.Workflows.Gatherings;

/// <summary>One whole gathering of an event: what it is for, when it is, and how everybody stands to it.</summary>
public sealed record GatheringView(Gathering Gathering, GatheringText Text, EventGathering Held, IReadOnlyList<GatheringGuest> Guests)
{
    /// <summary>Who would be there as far as anybody knows.</summary>
    public int Expected => Guests.Count(guest => guest.Place is GuestPlace.Coming or GuestPlace.ToSay or GuestPlace.WasThere);
}

/// <summary>One of those invited.</summary>
/// <param name="Place">How they stand to it.</param>
/// <param name="StepId">The host's step that says whether they were there; null while none is open.</param>
/// <param name="SaidCome">They said that they come.</param>
public sealed record GatheringGuest(string Name, GuestPlace Place, Guid? StepId, bool SaidCome);

/// <summary>How somebody stands to a gathering.</summary>
public enum GuestPlace
{
    Invited,
    Coming,

    /// <summary>They said beforehand that they can't come.</summary>
    Excused,

    /// <summary>It is there, and nobody has said yet whether they were.</summary>
    ToSay,

    /// <summary>It has taken place, and nobody says any more whether they were there.</summary>
    Unsaid,
    WasThere,
    Missed,
    CatchingUp,
    CaughtUp,
}
