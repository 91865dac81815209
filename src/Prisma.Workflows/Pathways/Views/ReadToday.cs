using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>What is open for one person of a team, the nearest due date first, as much as a day can hold.</summary>
public sealed class ReadToday(PrismaDbContext db)
{
    /// <summary>Nobody does more in a day; what is done makes room for the next.</summary>
    public const int Most = 100;

    public Task<List<OpenStep>> ExecuteAsync(Guid personId, CancellationToken cancellation) =>
        (from step in db.Steps.Where(step => step.ActorId == personId && step.State == StepState.Open).OrderBy(step => step.DueAt).ThenBy(step => step.Id).Take(Most)
         join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
         orderby step.DueAt, step.Id
         select new OpenStep(
             step.Id,
             step.Title,
             step.DueAt,
             enrolment.Organisation != null ? enrolment.Organisation.Name
                 : enrolment.Pathway == Pathway.Event || enrolment.Pathway == Pathway.Case ? enrolment.Event.Name
                 : enrolment.Person.FirstName + " " + enrolment.Person.LastName,
             enrolment.Event.Name,
             enrolment.Id))
        .ToListAsync(cancellation);
}
