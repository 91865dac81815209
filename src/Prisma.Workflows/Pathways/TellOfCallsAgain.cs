using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways;

/// <summary>Says once of a call that a week of it is left, where it has been open for longer than that and does not close early (domain.md §5.7, L-open).</summary>
public sealed class TellOfCallsAgain(Operations operations, TimeProvider time)
{
    const int DaysLeft = 7;

    public Task ExecuteAsync(CancellationToken cancellation) =>
        operations.RunEachAsync<Tell, Guid>(db => OpenAsync(db, cancellation), (tell, id) => tell.ExecuteAsync(id, cancellation), cancellation);

    /// <summary>A day too many for places that are ahead of the clock here; the day itself is asked for where the event is.</summary>
    Task<List<Guid>> OpenAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var (first, last) = (today, today.AddDays(DaysLeft + 1));
        return db.Events
            .Where(one => one.CallOpenedAt != null && one.CallClosesOn >= first && one.CallClosesOn <= last && one.CancelledAt == null && one.PausedAt == null
                && one.Signals.All(signal => signal.Name != SignalNames.CallClosing && signal.Name != SignalNames.CallAgain))
            .Select(one => one.Id).ToListAsync(cancellation);
    }

    internal sealed class Tell(PrismaDbContext db, RecordSignal signals, TimeProvider time)
    {
        public async Task ExecuteAsync(Guid eventId, CancellationToken cancellation)
        {
            var theEvent = await Event.WithTeamAsync(db, eventId, cancellation);
            if (theEvent is { CallClosesOn: { } closes, CallOpenedAt: { } opened }
                && Zones.DayOf(opened, theEvent.TimeZone) < closes.AddDays(-DaysLeft) && Zones.DayOf(time.GetUtcNow(), theEvent.TimeZone) >= closes.AddDays(-DaysLeft))
            {
                await signals.AddAsync(theEvent, SignalNames.CallAgain, Actor.Prisma, "", cancellation);
            }
        }
    }
}
