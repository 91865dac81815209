using Prisma.Workflows.Audit;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Makes an enrolment and starts its workflow instance, in the commit of whoever asks.</summary>
public sealed class Enrol(PrismaDbContext db, DirectRows rows, DefinitionCache definitions, AuditTrail audit, TimeProvider time)
{
    /// <summary>Whether the event's own passage, whose word the others wait for (domain.md §13.1), is on its way or has been walked to its end.</summary>
    public Task<bool> IsOnItsWayAsync(Guid eventId, CancellationToken cancellation) =>
        db.Enrolments.AnyAsync(one => one.EventId == eventId && one.Pathway == Pathway.Event && (one.LiveKey != null || one.State == EnrolmentState.Completed), cancellation);

    internal const string Closed = "Nobody can begin this pathway at the moment, because no version of it is published. An administrator can publish one.";

    /// <summary>Whether somebody can begin a pathway: a version of it is published.</summary>
    public async Task<bool> IsOpenAsync(string pathway, CancellationToken cancellation) => await definitions.FindPublishedAsync(rows, pathway, cancellation) is not null;

    /// <summary>The live enrolment of somebody on a pathway of an event; null when there is none.</summary>
    public async Task<Guid?> FindAsync(Guid eventId, Guid personId, string pathway, CancellationToken cancellation)
    {
        var live = Enrolment.LiveKeyOf(eventId, personId, pathway);
        return db.Held<Enrolment>().FirstOrDefault(one => one.LiveKey == live)?.Id
            ?? await db.Enrolments.Where(one => one.LiveKey == live).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancellation);
    }

    /// <exception cref="DefinitionMissingException">No version of the pathway is published.</exception>
    public async Task<Enrolment> AddAsync(NewPassage passage, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        var enrolment = new Enrolment
        {
            EventId = passage.Event.Id,
            Event = passage.Event,
            PersonId = passage.Person.Id,
            Person = passage.Person,
            OrganisationId = passage.Organisation?.Id,
            Organisation = passage.Organisation,
            Pathway = passage.Pathway,
            InstanceId = Guid.CreateVersion7().ToString("N"),
            CreatedAt = time.GetUtcNow(),
            LiveKey = Enrolment.LiveKeyOf(passage.Event.Id, passage.Person.Id, passage.Pathway),
        };
        db.Enrolments.Add(enrolment);
        var name = passage.Organisation?.Name ?? (enrolment.IsOfEvent ? passage.Event.Name : passage.Person.Name);
        audit.Tell(enrolment.Story, passage.Person.Name, string.Format(CultureInfo.InvariantCulture, passage.Sentence, name));
        var input = passage.IsInvited ? new JsonObject { ["invited"] = true } : null;
        await runtime.StartAsync(passage.Pathway, enrolment.InstanceId, input, enrolment.Id.ToString("N"), cancellation);
        return enrolment;
    }
}
