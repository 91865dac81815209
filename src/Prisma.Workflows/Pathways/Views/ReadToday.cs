using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>What is open for one person of a team, the nearest due date first.</summary>
public sealed class ReadToday(PrismaDbContext db)
{
    public Task<List<OpenStep>> ExecuteAsync(Guid personId, CancellationToken cancellation) =>
        (from step in db.Steps
         join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
         where step.ActorId == personId && step.State == StepState.Open
         orderby step.DueAt
         select new OpenStep(step.Id, step.Title, step.Kind, step.DueAt, enrolment.Organisation != null ? enrolment.Organisation.Name : enrolment.Person.FirstName + " " + enrolment.Person.LastName, enrolment.Event.Name, enrolment.Id))
        .ToListAsync(cancellation);
}
