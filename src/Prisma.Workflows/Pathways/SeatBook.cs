using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways;

/// <summary>The seat of one enrolment and the pools of its event, loaded for a burst.</summary>
public sealed class SeatBook(Passage passage, Seat? seat, IReadOnlyList<SeatPool> pools, double mean)
{
    Seat? _seat = seat;

    /// <summary>A seat was given back: the next in line is asked after the burst.</summary>
    public bool HasReleased { get; private set; }

    /// <summary>"Reserved" when the place is held, "Waitlisted" when all are taken.</summary>
    public string Take(string pool, SeatState asState)
    {
        var seats = pools.FirstOrDefault(one => one.Name == pool)
            ?? throw new InvalidOperationException($"The event “{passage.Event.Name}” has no seats called “{pool}”.");
        if (_seat is { State: SeatState.Reserved or SeatState.Confirmed })
        {
            Put(pool, asState);
            return "Reserved";
        }

        var lostTheRace = asState == SeatState.Confirmed;
        if (seats.TryTake())
        {
            Put(pool, asState);
            passage.Tell($"A seat is {(asState == SeatState.Confirmed ? "confirmed" : "held")} for {passage.Name} ({seats.Taken} of {seats.Capacity} taken).");
            return "Reserved";
        }

        Put(pool, SeatState.Waitlisted);
        _seat!.FirstInLine |= lostTheRace;
        passage.Tell($"All {seats.Capacity} seats are taken; {passage.Name} is on the waiting list.");
        return "Waitlisted";
    }

    public string Release()
    {
        HasReleased = true;
        return "Released";
    }

    void Put(string pool, SeatState state)
    {
        if (_seat is null)
        {
            _seat = new Seat { EventId = passage.Event.Id, EnrolmentId = passage.Enrolment.Id, Pool = pool, State = state, At = passage.Now, Mean = mean };
            passage.Add(_seat);
            return;
        }

        if (_seat.State != state)
        {
            _seat.State = state;
            _seat.At = passage.Now;
        }
    }

    /// <summary>Loads the book of an enrolment's instance, and lets the line move after the burst.</summary>
    internal sealed class Companion(PrismaDbContext db, PassageCompanion passages, SeatLine line) : IBurstCompanion
    {
        public async Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
        {
            if (await passages.OfInstanceAsync(instanceId, cancellation) is not { } passage)
            {
                return;
            }

            var id = passage.Enrolment.Id;
            var seat = db.Seats.Local.FirstOrDefault(one => one.EnrolmentId == id) ?? await db.Seats.FirstOrDefaultAsync(one => one.EnrolmentId == id, cancellation);
            await db.SeatPools.Where(pool => pool.EventId == passage.Event.Id).LoadAsync(cancellation);
            var mean = await db.Reviews.Where(review => review.EnrolmentId == id && review.Mean != null)
                .OrderByDescending(review => review.OpenedAt).Select(review => review.Mean).FirstOrDefaultAsync(cancellation);
            context.With(new SeatBook(passage, seat, [.. db.SeatPools.Local.Where(pool => pool.EventId == passage.Event.Id)], mean ?? 0));
        }

        public async Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
        {
            if (context.Feature<SeatBook>() is { HasReleased: true } book)
            {
                book.HasReleased = false;
                await line.ReleaseAsync(book.Passage, runtime, cancellation);
            }
        }
    }

    Passage Passage => passage;
}
