using Prisma.Workflows.Events;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Begins one of the event's own passages by hand, for whoever holds a part of its team.</summary>
public sealed class BeginPassage(PrismaDbContext db, Enrol enrol, WorkflowRuntime runtime)
{
    public async Task<Outcome<Enrolment>> ExecuteAsync(Guid eventId, string pathway, Part owner, CancellationToken cancellation)
    {
        var theEvent = await Event.WithTeamAsync(db, eventId, cancellation);
        var problems = new Problems();
        var person = theEvent.Team.Find(member => member.Part == owner)?.Person;
        problems.Require(theEvent.IsAlive, "pathway", "This event will not take place.");
        problems.Require(person is not null, "team", "Name somebody for this in the team first.");
        problems.Require(person is null || await enrol.FindAsync(eventId, person.Id, pathway, cancellation) is null, "pathway", "This has begun already.");
        return problems.Any ? problems : await enrol.AddAsync(new NewPassage(theEvent, person!, pathway), runtime, cancellation);
    }
}
