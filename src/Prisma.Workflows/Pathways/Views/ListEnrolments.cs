using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Gatherings;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>The enrolments of an event, a page at a time, those who need somebody first.</summary>
public sealed class ListEnrolments(PrismaDbContext db, GatheringLibrary gatherings)
{
    /// <summary>The page is cut before anything is read beside it: an event may have thousands.</summary>
    public Task<List<EnrolmentRow>> ExecuteAsync(Guid eventId, int page, CancellationToken cancellation) =>
        RowsAsync(eventId, Ordered(eventId).Skip(page * Found.PageSize).Take(Found.PageSize), cancellation);

    /// <summary>A page, and of how many; with words, of those found by them in their name, organisation or mail address.</summary>
    public async Task<Found<EnrolmentRow>> FindAsync(Guid eventId, string who, int page, CancellationToken cancellation)
    {
        if (who.Length == 0)
            return new Found<EnrolmentRow>(await ExecuteAsync(eventId, page, cancellation), await db.Enrolments.CountAsync(enrolment => enrolment.EventId == eventId, cancellation));
        var named = await Ordered(eventId)
            .Select(enrolment => new { enrolment.Id, Words = enrolment.Person.FirstName + " " + enrolment.Person.LastName + " " + enrolment.Person.Email + " " + enrolment.Organisation!.Name })
            .ToListAsync(cancellation);
        var found = Found.In(named, who, page, one => one.Words).With(one => one.Id);
        return new Found<EnrolmentRow>(await RowsAsync(eventId, Ordered(eventId).Where(enrolment => found.Rows.Contains(enrolment.Id)), cancellation), found.Count);
    }

    IQueryable<Enrolment> Ordered(Guid eventId) => db.Enrolments.Where(enrolment => enrolment.EventId == eventId)
        .OrderBy(enrolment => enrolment.State == EnrolmentState.Active ? 0 : enrolment.State == EnrolmentState.Paused ? 1 : 2).ThenBy(enrolment => enrolment.CreatedAt).ThenBy(enrolment => enrolment.Id);

    async Task<List<EnrolmentRow>> RowsAsync(Guid eventId, IQueryable<Enrolment> page, CancellationToken cancellation)
    {
        var rows = await page.Select(enrolment => new EnrolmentRow(
                enrolment.Id,
                enrolment.Organisation != null ? enrolment.Organisation.Name
                    : enrolment.Pathway == Pathway.Event || enrolment.Pathway == Pathway.Case ? enrolment.Event.Name
                    : enrolment.Person.FirstName + " " + enrolment.Person.LastName,
                enrolment.Pathway,
                enrolment.State,
                enrolment.StageTitle,
                enrolment.Steps.Where(step => step.State == StepState.Open).OrderBy(step => step.DueAt).ThenBy(step => step.Key).Select(step => step.Title).FirstOrDefault() ?? "",
                enrolment.Steps.Where(step => step.State == StepState.Open).Min(step => (DateTimeOffset?)step.DueAt),
                db.Seats.Any(seat => seat.EnrolmentId == enrolment.Id && seat.State == SeatState.Waitlisted),
                enrolment.InstanceId))
            .ToListAsync(cancellation);
        var idle = rows.Where(row => row.State == EnrolmentState.Active && row.OpenStep.Length == 0).Select(row => row.InstanceId).ToList();
        if (idle.Count == 0)
            return rows;
        var theEvent = await db.Events.AsNoTracking().SingleAsync(one => one.Id == eventId, cancellation);
        var states = await db.Instances.Where(instance => idle.Contains(instance.Id)).ToDictionaryAsync(instance => instance.Id, instance => instance.State, cancellation);
        return rows.ConvertAll(row => states.TryGetValue(row.InstanceId, out var state)
            ? row with { WaitsFor = InstanceJson.TryRead(state) is { } instance ? string.Join("; ", WaitWords.In(instance, theEvent, gatherings)) : "somebody to mend its state, which cannot be read" }
            : row);
    }
}
