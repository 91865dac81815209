using Prisma.Workflows.Events;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments;

/// <summary>Gives freed seats to the next in line, as the event's <see cref="SeatPlan"/> says.</summary>
public sealed class SeatLine(PrismaDbContext db, DirectRows rows, TimeProvider time)
{
    const string OfEvent = $"""WHERE "EventId" = @value AND "State" <> '{nameof(SeatState.Released)}'""";

    /// <summary>Frees the seat of an enrolment that holds one, or takes it out of the line, and offers what became free.</summary>
    public async Task ReleaseAsync(Passage passage, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        var seat = db.Held<Seat>().FirstOrDefault(one => one.EnrolmentId == passage.Enrolment.Id)
            ?? await db.Seats.FirstOrDefaultAsync(one => one.EnrolmentId == passage.Enrolment.Id, cancellation);
        if (seat is null || seat.State == SeatState.Released)
            return;
        var held = seat.State is SeatState.Reserved or SeatState.Confirmed;
        seat.State = SeatState.Released;
        seat.At = passage.Now;
        if (!held)
            return;
        var pool = db.Held<SeatPool>().FirstOrDefault(one => one.EventId == seat.EventId && one.Name == seat.Pool)
            ?? await db.SeatPools.SingleAsync(one => one.EventId == seat.EventId && one.Name == seat.Pool, cancellation);
        pool.GiveBack();
        if (passage.Event.IsAlive)
            await OfferAsync(pool, runtime, cancellation);
    }

    /// <summary>Wakes as many of those in line as there are free seats. Whoever's pathway stands still after a failure is passed over, and has the next that is free once it goes on.</summary>
    public async Task OfferAsync(SeatPool pool, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        HashSet<Guid> passed = [];
        while (pool.Taken < pool.Capacity && await NextAsync(pool, passed, cancellation) is { } next)
        {
            var signal = new PendingSignal(Signals.SeatOffered, pool.EventId, next.EnrolmentId);
            if (await runtime.ResumeMatchingAsync(Signals.Stimulus(signal), null, cancellation) == 0)
                passed.Add(next.Id);
        }
    }

    async Task<Seat?> NextAsync(SeatPool pool, HashSet<Guid> passed, CancellationToken cancellation)
    {
        var theEvent = await db.Events.FindAsync([pool.EventId], cancellation) ?? throw new InvalidOperationException("A pool of seats belongs to an event.");
        return new SeatPlan(theEvent, pool, [.. (await SeatsOfAsync(pool, cancellation)).Where(seat => !passed.Contains(seat.Id))], time.GetUtcNow()).Next();
    }

    /// <summary>All that are held or waited for, as this operation leaves them.</summary>
    public async Task<IReadOnlyList<Seat>> SeatsOfAsync(SeatPool pool, CancellationToken cancellation) =>
    [
        .. db.Held<Seat>()
            .UnionBy(await rows.LookAtAsync<Seat>(OfEvent, pool.EventId, cancellation), seat => seat.Id)
            .Where(seat => seat.EventId == pool.EventId && seat.Pool == pool.Name),
    ];
}
