using Prisma.Workflows.Audit;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Events.Planning;

/// <summary>Opens a stage before the first day of its window, with a reason that is kept.</summary>
public sealed class OpenStageEarly(PrismaDbContext db, AuditTrail audit, RecordSignal signals, TimeProvider time)
{
    public async Task<Outcome<Event>> ExecuteAsync(Guid eventId, string stage, string reason, Actor by, CancellationToken cancellation)
    {
        var theEvent = await db.Events.Include(one => one.Signals).SingleAsync(one => one.Id == eventId, cancellation);
        var problems = new Problems();
        var window = EventClock.WindowOf(stage, theEvent);
        problems.Require(theEvent.IsAlive, "stage", "This event will not take place.");
        problems.Require(window is not null, "stage", "Please choose a stage.");
        problems.Require(window is null || window.OpensAt > time.GetUtcNow(), "stage", "This stage has opened by plan already.");
        problems.Require(reason.Trim().Length is >= 10 and <= 500, "stageReason", "Please say in a sentence why; it is kept in the event's story.");
        if (problems.Any)
            return problems;
        if (!await signals.AddAsync(theEvent, SignalNames.StageOpen(stage), by, "", cancellation))
        {
            problems.Add("stage", "This stage was opened early already.");
            return problems;
        }

        audit.Tell(theEvent.Story, by.Name, $"The reason for opening {stage} early: {reason.Trim()}");
        return theEvent;
    }
}
