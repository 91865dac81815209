using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes.Preview;

/// <summary>What a move would change, reckoned as the move itself reckons it, before anybody is told.</summary>
public sealed class ReadMove(PrismaDbContext db, TimeProvider time)
{
    public async Task<MovePreview> ExecuteAsync(Event theEvent, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var change = MoveEvent.Proposal(theEvent, first, last, "", Actor.Prisma, now);
        var before = EventClock.Windows(theEvent);
        var after = EventClock.Windows(theEvent, first, last);
        var said = theEvent.Signals.Where(signal => SignalNames.OfTheDays.Contains(signal.Name)).Select(signal => SignalNames.InWords(signal.Name));
        var gatherings = await db.EventGatherings.AsNoTracking().Where(one => one.EventId == theEvent.Id && one.StartsAt > now).OrderBy(one => one.StartsAt).ToListAsync(cancellation);
        return new MovePreview(
            [.. before.Zip(after, (old, moved) => new MovedWindow(old.Stage, old.Title, old.OpensOn, old.ClosesOn, moved.OpensOn, moved.ClosesOn))],
            await PassagesAsync(theEvent, change, gatherings, now, cancellation),
            [.. said],
            gatherings,
            MoveEvent.NeedsTwo(theEvent, now));
    }

    async Task<IReadOnlyList<MovedPassage>> PassagesAsync(Event theEvent, EventChange change, List<EventGathering> gatherings, DateTimeOffset now, CancellationToken cancellation)
    {
        var enrolments = await ChangeRules.Concerned(db, theEvent.Id).AsNoTracking()
            .Include(one => one.Person).Include(one => one.Organisation).Include(one => one.Event).Include(one => one.Steps.Where(step => step.State == StepState.Open)).AsSplitQuery()
            .OrderBy(one => one.Pathway).ThenBy(one => one.CreatedAt).ToListAsync(cancellation);
        var actors = enrolments.SelectMany(one => one.Steps).Select(step => step.ActorId).Distinct().ToList();
        var people = await db.People.Where(person => actors.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancellation);
        var agreements = await db.Agreements.Where(one => one.State == AgreementState.Active && db.Enrolments.Any(enrolment => enrolment.Id == one.EnrolmentId && enrolment.EventId == theEvent.Id)).ToListAsync(cancellation);
        var again = ChangeRules.IsSignedAgain(change);
        return
        [
            .. enrolments.Select(one => new MovedPassage(
                one.Id,
                one.Name,
                one.Pathway,
                !one.IsOfEvent,
                [.. agreements.Where(agreement => agreement.EnrolmentId == one.Id && ChangeRules.NamesTheDays(agreement)).DistinctBy(agreement => agreement.StepKey).Select(agreement => agreement.Title)],
                again && one.IsLive,
                [.. one.Steps.OrderBy(step => step.DueAt).Select(step => Moved(step, change, gatherings, people[step.ActorId].Name, people[step.ActorId].TimeZone, now))])),
        ];
    }

    static MovedStep Moved(Step step, EventChange change, List<EventGathering> gatherings, string who, string zone, DateTimeOffset now)
    {
        var (due, isTight) = MovedDue.Of(step, change, gatherings, zone, now);
        return new MovedStep(step.Title, who, Zones.DayOf(step.DueAt, zone), Zones.DayOf(due, zone), isTight);
    }
}
