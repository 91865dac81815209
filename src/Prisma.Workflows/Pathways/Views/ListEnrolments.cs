using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>The enrolments of an event, a page at a time, those who need somebody first.</summary>
public sealed class ListEnrolments(PrismaDbContext db)
{
    public const int PageSize = 50;

    /// <summary>The page is cut before anything is read beside it: an event may have thousands.</summary>
    public Task<List<EnrolmentRow>> ExecuteAsync(Guid eventId, int page, CancellationToken cancellation) =>
        db.Enrolments.Where(enrolment => enrolment.EventId == eventId)
            .OrderBy(enrolment => enrolment.State == EnrolmentState.Active ? 0 : enrolment.State == EnrolmentState.Paused ? 1 : 2).ThenBy(enrolment => enrolment.CreatedAt).ThenBy(enrolment => enrolment.Id)
            .Skip(page * PageSize).Take(PageSize)
            .Select(enrolment => new EnrolmentRow(
                enrolment.Id,
                enrolment.Organisation != null ? enrolment.Organisation.Name
                    : enrolment.Pathway == Pathway.Event || enrolment.Pathway == Pathway.Case ? enrolment.Event.Name
                    : enrolment.Person.FirstName + " " + enrolment.Person.LastName,
                enrolment.Pathway,
                enrolment.State,
                enrolment.StageTitle,
                enrolment.Steps.Where(step => step.State == StepState.Open).Select(step => step.Title).FirstOrDefault() ?? "",
                enrolment.Steps.Where(step => step.State == StepState.Open).Min(step => (DateTimeOffset?)step.DueAt)))
            .ToListAsync(cancellation);
}
