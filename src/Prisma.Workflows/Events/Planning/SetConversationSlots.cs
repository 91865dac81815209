using Prisma.Workflows.Audit;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Events.Planning;

/// <summary>Says at which times conversations are offered.</summary>
public sealed class SetConversationSlots(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    const int Most = 200;

    public async Task<Outcome<Event>> ExecuteAsync(Guid eventId, IReadOnlyList<DateTimeOffset> slots, Actor by, CancellationToken cancellation)
    {
        var theEvent = await db.Events.SingleAsync(one => one.Id == eventId, cancellation);
        var wanted = slots.Select(slot => slot.ToUniversalTime()).Distinct().Order().ToList();
        var problems = new Problems();
        problems.Require(EventClock.IsStillOn(theEvent, time.GetUtcNow()), "slots", theEvent.WhyOff);
        problems.Require(wanted.Count <= Most, "slots", "Two hundred times are the most that can be offered at once.");
        problems.Require(wanted.TrueForAll(slot => theEvent.ConversationSlots.Contains(slot) || slot > time.GetUtcNow()), "slots", "A new time must lie in the future.");
        if (problems.Any)
            return problems;
        theEvent.ConversationSlots = wanted;
        theEvent.Revision++;
        audit.Tell(theEvent.Story, by.Name, wanted.Count == 1 ? "One time for conversations is offered." : $"{wanted.Count} times for conversations are offered.");
        return theEvent;
    }
}
