namespace Prisma.Workflows.Pathways.Runs;

/// <summary>Who is in the team of the event that a workflow runs for; nobody where it runs for none.</summary>
public sealed class FindTeam(PrismaDbContext db)
{
    /// <param name="correlationId">What its runs are found by: the enrolment's id.</param>
    public async Task<IReadOnlyList<Guid>> ExecuteAsync(string correlationId, CancellationToken cancellation) =>
        Guid.TryParse(correlationId, out var enrolment)
            ? await db.Enrolments.Where(one => one.Id == enrolment).SelectMany(one => one.Event.Team).Select(member => member.PersonId).ToListAsync(cancellation)
            : [];
}
