using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Events;

/// <summary>Who may have a free seat, and who in line is next: the quotas of an event at one moment (domain.md §13.4).</summary>
public sealed class SeatPlan(Event theEvent, SeatPool pool, IReadOnlyList<Seat> seats, DateTimeOffset now)
{
    /// <summary>Until this many days before, hard quotas keep their seats free.</summary>
    const int KeptUntil = 35;

    /// <summary>From this many days before, nobody can travel any more.</summary>
    const int OnlyLocals = 7;

    /// <summary>Until this many days before, whoever waits may still be offered a seat; then the list is closed (domain.md §20.2, PAR-2.4l).</summary>
    public const int ListClosed = 3;

    const double UpperBand = 3.25;

    readonly (Quota Quota, int Missing)[] _missing =
        [.. (pool.Name == SeatPool.Participants ? Quota.Read(theEvent.SeatsSetAside, out _) : []).Select(quota => (quota, quota.Least(pool.Capacity) - seats.Count(seat => IsHeld(seat) && quota.Counts(seat)))).Where(one => one.Item2 > 0)];

    readonly Quota[] _full =
        [.. Quota.Read(theEvent.SeatsSetAside, out _).Where(quota => quota.Most is not null && seats.Count(seat => IsHeld(seat) && quota.Counts(seat)) >= quota.Greatest(pool.Capacity))];

    /// <summary>Whether one of the free seats is theirs to have; in the last week only somebody from the place can still come.</summary>
    public bool CanTake(Seat candidate) => pool.Capacity - pool.Taken > KeptFrom(candidate) && (candidate.IsLocal || pool.Name != SeatPool.Participants || !Begun(OnlyLocals));

    /// <summary>Parts whose seats were kept and no longer are, with nobody there to fill them.</summary>
    public IEnumerable<string> Opened => Begun(KeptUntil) ? _missing.Where(one => one.Quota.IsHard).Select(one => one.Quota.Who) : [];

    /// <summary>The first in line whom a free seat fits.</summary>
    public Seat? Next() => Line.FirstOrDefault(CanTake);

    /// <summary>How near to a seat somebody in line is, as honestly as a line that moves allows (domain.md §16.2, E49).</summary>
    public string PlaceOf(Seat waiting) => Line.TakeWhile(seat => seat.Id != waiting.Id).Count() switch
    {
        < 3 => "among the first three",
        < 10 => "among the first ten",
        _ => "after the first ten",
    };

    /// <summary>A lost race first, then whom a quota needs, then who is beyond none, then the readers' band, then who waits longest.</summary>
    IEnumerable<Seat> Line => seats
        .Where(seat => seat.State == SeatState.Waitlisted)
        .OrderByDescending(seat => seat.FirstInLine)
        .ThenByDescending(seat => _missing.Any(one => one.Quota.Counts(seat)))
        .ThenBy(seat => _full.Any(quota => quota.Counts(seat)))
        .ThenByDescending(seat => seat.Mean >= UpperBand)
        .ThenBy(seat => seat.At)
        .ThenBy(seat => seat.Id);

    int KeptFrom(Seat candidate) => Begun(KeptUntil) ? 0 : _missing.Where(one => one.Quota.IsHard && !one.Quota.Counts(candidate)).Sum(one => one.Missing);

    bool Begun(int daysBefore) => now >= Zones.StartOf(theEvent.StartsOn.AddDays(-daysBefore), theEvent.TimeZone);

    static bool IsHeld(Seat seat) => seat.State is SeatState.Reserved or SeatState.Confirmed;
}
