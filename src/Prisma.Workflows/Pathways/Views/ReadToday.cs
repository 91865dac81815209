using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Pathways.Changes.Unsaid;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>What is open for one person of a team, the nearest due date first, as much as a day can hold.</summary>
public sealed class ReadToday(PrismaDbContext db, TimeProvider time)
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

    /// <summary>Events to come that somebody leads whose own passage has not begun, while organisations are on the way and would wait for what it says (domain.md §13.1).</summary>
    public Task<List<Uncalled>> UncalledAsync(Guid personId, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return (from theEvent in db.Events
                where theEvent.CancelledAt == null && theEvent.EndsOn >= today && theEvent.Team.Any(member => member.PersonId == personId && member.Part == Part.Lead)
                   && !db.Enrolments.Any(one => one.EventId == theEvent.Id && one.Pathway == Pathway.Event && (one.LiveKey != null || one.State == EnrolmentState.Completed))
                   && db.Enrolments.Any(one => one.EventId == theEvent.Id && one.Organisation != null && one.LiveKey != null)
                orderby theEvent.StartsOn, theEvent.Id
                select new Uncalled(theEvent.Name, theEvent.Slug, db.Enrolments.Where(one => one.EventId == theEvent.Id && one.Organisation != null && one.LiveKey != null).OrderBy(one => one.CreatedAt).Select(one => one.Organisation!.Name).ToList()))
            .ToListAsync(cancellation);
    }

    /// <summary>Gatherings of events somebody leads or facilitates to which people are invited, and which have no time since they were.</summary>
    public Task<List<Untimed>> UntimedAsync(Guid personId, CancellationToken cancellation) =>
        (from step in db.Steps
         join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
         where step.Gathering != "" && step.Kind == StepKind.Form && (step.State == StepState.Open || step.State == StepState.Submitted)
            && enrolment.State == EnrolmentState.Active && enrolment.Event.CancelledAt == null && enrolment.Event.PausedAt == null
            && enrolment.Event.Team.Any(member => member.PersonId == personId && (member.Part == Part.Lead || member.Part == Part.Facilitator))
            && !db.Steps.Any(held => held.EnrolmentId == step.EnrolmentId && held.Gathering == step.Gathering && held.Kind == StepKind.Gathering && held.State != StepState.Open)
            && !db.EventGatherings.Any(one => one.EventId == enrolment.EventId && one.GatheringId == step.Gathering && one.StartsAt > step.OpenedAt)
         group enrolment.Id by new { enrolment.Event.StartsOn, enrolment.Event.Name, enrolment.Event.Slug, step.Gathering } into invited
         orderby invited.Key.StartsOn, invited.Key.Slug, invited.Key.Gathering
         select new Untimed(invited.Key.Name, invited.Key.Slug, invited.Key.Gathering, invited.Distinct().Count()))
        .ToListAsync(cancellation);

    /// <summary>Events that somebody leads whose days passed, wherever they are, without a word on whether they go, while people are on the way.</summary>
    public Task<List<Unsaid>> UnsaidAsync(Guid personId, CancellationToken cancellation) =>
        AskAfterTheDays.Unsaid(db, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1))
            .Where(one => one.Team.Any(member => member.PersonId == personId && member.Part == Part.Lead))
            .OrderBy(one => one.EndsOn).ThenBy(one => one.Id).Select(one => new Unsaid(one.Name, one.Slug)).ToListAsync(cancellation);

    public sealed record Unsaid(string EventName, string Slug);

    /// <param name="Gathering">Its id in the catalogue.</param>
    public sealed record Untimed(string EventName, string Slug, string Gathering, int Invited);

    /// <param name="Waiting">Hubs, networks and partners on the way, by name.</param>
    public sealed record Uncalled(string EventName, string Slug, List<string> Waiting);
}
