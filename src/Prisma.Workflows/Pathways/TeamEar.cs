using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways;

/// <summary>Hands over what those who left were asked for, and lets an event's passages hear, in the commit that named the new team, that somebody in it may not have agreed to their role yet.</summary>
sealed class TeamEar(PrismaDbContext db, StepIn others, WorkflowRuntime runtime) : ITeamListener
{
    public async Task HeardAsync(Event theEvent, CancellationToken cancellation)
    {
        await others.ExecuteAsync(theEvent, cancellation);
        foreach (var enrolment in await db.Enrolments.Where(one => one.EventId == theEvent.Id && one.LiveKey != null).OrderBy(one => one.CreatedAt).ThenBy(one => one.Id).ToListAsync(cancellation))
            await runtime.ReachAsync(enrolment.InstanceId, Signals.Stimulus(Changed(enrolment)), cancellation);
    }

    internal static PendingSignal Changed(Enrolment enrolment) => new(SignalNames.RolesOpen, enrolment.EventId, enrolment.Id);
}
