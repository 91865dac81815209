using Prisma.Workflows.Events;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>Offers free seats to those who wait for one: a day may have come on which they are no longer kept for others.</summary>
public sealed class OfferFreeSeats(Operations operations)
{
    public Task ExecuteAsync(CancellationToken cancellation) => operations.RunEachAsync<Offer, Guid>(
        db => db.SeatPools
            .Where(pool => pool.Taken < pool.Capacity && db.Seats.Any(seat => seat.EventId == pool.EventId && seat.Pool == pool.Name && seat.State == SeatState.Waitlisted))
            .Select(pool => pool.Id).ToListAsync(cancellation),
        (offer, id) => offer.ExecuteAsync(id, cancellation),
        cancellation);

    internal sealed class Offer(PrismaDbContext db, SeatLine line, WorkflowRuntime runtime)
    {
        public async Task ExecuteAsync(Guid poolId, CancellationToken cancellation) =>
            await line.OfferAsync(await db.SeatPools.SingleAsync(pool => pool.Id == poolId, cancellation), runtime, cancellation);
    }
}
