using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>
/// Events that keep a place for somebody who is about to take one here as well, and that would need them in the same weeks, from rooting to the last day,
/// or within a month of them (domain.md §13.4), until its days are over. It is said to themselves alone: no event learns of the other.
/// </summary>
static class OtherPlaces
{
    const int DaysApart = 30;

    public static async Task<IReadOnlyList<Event>> OfAsync(PrismaDbContext db, Enrolment here, DateTimeOffset now, CancellationToken cancellation)
    {
        var seats = await db.Seats.AsNoTracking().Where(seat => seat.Pool == SeatPool.Participants && (seat.State == SeatState.Reserved || seat.State == SeatState.Confirmed))
            .Join(db.Enrolments.Where(one => one.PersonId == here.PersonId), seat => seat.EnrolmentId, one => one.Id, (seat, one) => new { seat.State, one.Id, one.Event }).ToListAsync(cancellation);
        return seats.Exists(seat => seat.Id == here.Id && seat.State == SeatState.Reserved)
            ? [.. seats.Where(seat => seat.Id != here.Id && EventClock.IsStillOn(seat.Event, now)).Select(seat => seat.Event).Where(other => IsNear(other, here.Event) && IsNear(here.Event, other)).OrderBy(other => other.StartsOn)]
            : [];
    }

    static bool IsNear(Event one, Event other) => EventClock.WindowOf("PAR-3", one)!.OpensOn <= other.EndsOn.AddDays(DaysApart);
}
