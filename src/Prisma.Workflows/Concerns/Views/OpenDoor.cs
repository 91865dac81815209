namespace Prisma.Workflows.Concerns.Views;

/// <summary>Finds the event somebody wants to tell something of: by its address, or by the step or passage whose page they were on.</summary>
public sealed class OpenDoor(PrismaDbContext db)
{
    public async Task<ConcernDoor?> ExecuteAsync(string? slug, Guid? stepId, Guid? enrolmentId, CancellationToken cancellation)
    {
        var theEvent = await db.Events.Include(one => one.Team).ThenInclude(member => member.Person)
            .FirstOrDefaultAsync(
                one => one.Slug == slug
                    || db.Enrolments.Any(enrolment => enrolment.EventId == one.Id && (enrolment.Id == enrolmentId || enrolment.Steps.Any(step => step.Id == stepId))),
                cancellation);
        if (theEvent is null)
            return null;
        var circle = await TrustCircle.OfAsync(db, theEvent, cancellation);
        var holders = circle.Holders(new HashSet<Guid>());
        return new ConcernDoor(theEvent.Id, theEvent.Name, theEvent.Slug, theEvent.TimeZone, [.. holders.Select(person => new ConcernHolder(person.Id, person.Name))]);
    }
}
