using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>The enrolments of an event, a page at a time, those who need somebody first.</summary>
public sealed class ListEnrolments(PrismaDbContext db)
{
    public const int PageSize = 50;

    /// <summary>The page is cut before anything is read beside it: an event may have thousands.</summary>
    public Task<List<EnrolmentRow>> ExecuteAsync(Guid eventId, int page, CancellationToken cancellation) =>
        RowsAsync(Ordered(eventId).Skip(page * PageSize).Take(PageSize), cancellation);

    /// <summary>A page, and of how many; with words, of those whose name, organisation or mail address has each of them in it, whatever the accents and capitals.</summary>
    public async Task<EnrolmentsFound> FindAsync(Guid eventId, string who, int page, CancellationToken cancellation)
    {
        var words = who.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
        {
            return new EnrolmentsFound(await ExecuteAsync(eventId, page, cancellation), await db.Enrolments.CountAsync(enrolment => enrolment.EventId == eventId, cancellation));
        }

        // Compared here, for the two databases do not agree on what is the same letter.
        var named = await Ordered(eventId)
            .Select(enrolment => new { enrolment.Id, Words = enrolment.Person.FirstName + " " + enrolment.Person.LastName + " " + enrolment.Person.Email + " " + enrolment.Organisation!.Name })
            .ToListAsync(cancellation);
        var found = named.Where(one => Array.TrueForAll(words, word => Has(one.Words, word))).Select(one => one.Id).ToList();
        var shown = found.Skip(page * PageSize).Take(PageSize).ToList();
        return new EnrolmentsFound(await RowsAsync(Ordered(eventId).Where(enrolment => shown.Contains(enrolment.Id)), cancellation), found.Count);
    }

    IQueryable<Enrolment> Ordered(Guid eventId) => db.Enrolments.Where(enrolment => enrolment.EventId == eventId)
        .OrderBy(enrolment => enrolment.State == EnrolmentState.Active ? 0 : enrolment.State == EnrolmentState.Paused ? 1 : 2).ThenBy(enrolment => enrolment.CreatedAt).ThenBy(enrolment => enrolment.Id);

    Task<List<EnrolmentRow>> RowsAsync(IQueryable<Enrolment> page, CancellationToken cancellation) =>
        page.Select(enrolment => new EnrolmentRow(
                enrolment.Id,
                enrolment.Organisation != null ? enrolment.Organisation.Name
                    : enrolment.Pathway == Pathway.Event || enrolment.Pathway == Pathway.Case ? enrolment.Event.Name
                    : enrolment.Person.FirstName + " " + enrolment.Person.LastName,
                enrolment.Pathway,
                enrolment.State,
                enrolment.StageTitle,
                enrolment.Steps.Where(step => step.State == StepState.Open).OrderBy(step => step.DueAt).ThenBy(step => step.Key).Select(step => step.Title).FirstOrDefault() ?? "",
                enrolment.Steps.Where(step => step.State == StepState.Open).Min(step => (DateTimeOffset?)step.DueAt),
                db.Seats.Any(seat => seat.EnrolmentId == enrolment.Id && seat.State == SeatState.Waitlisted)))
            .ToListAsync(cancellation);

    static bool Has(string text, string word) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>A page of enrolments, and how many there are on all pages.</summary>
public sealed record EnrolmentsFound(IReadOnlyList<EnrolmentRow> Rows, int Count);
