using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>The enrolments of an event, a page at a time, those who need somebody first.</summary>
public sealed class ListEnrolments(PrismaDbContext db)
{
    public const int PageSize = 50;

    public Task<List<EnrolmentRow>> ExecuteAsync(Guid eventId, int page, CancellationToken cancellation) =>
        (from enrolment in db.Enrolments
         where enrolment.EventId == eventId
         orderby enrolment.State == EnrolmentState.Active ? 0 : enrolment.State == EnrolmentState.Paused ? 1 : 2, enrolment.CreatedAt
         select new EnrolmentRow(
             enrolment.Id,
             enrolment.Organisation != null ? enrolment.Organisation.Name
                 : enrolment.Pathway == Pathway.Event || enrolment.Pathway == Pathway.Case ? enrolment.Event.Name
                 : enrolment.Person.FirstName + " " + enrolment.Person.LastName,
             enrolment.Pathway,
             enrolment.State,
             enrolment.StageTitle,
             enrolment.Steps.Where(step => step.State == StepState.Open).Select(step => step.Title).FirstOrDefault() ?? "",
             enrolment.Steps.Where(step => step.State == StepState.Open).Min(step => (DateTimeOffset?)step.DueAt)))
        .Skip(page * PageSize).Take(PageSize).ToListAsync(cancellation);
}
