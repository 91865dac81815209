using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Gatherings;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>Reads one enrolment whole, for its team or for its owner.</summary>
public sealed class ReadEnrolment(PrismaDbContext db, ReadStep steps, Enrol enrol, GatheringLibrary gatherings, TimeProvider time)
{
    /// <summary>Null when there is no such enrolment.</summary>
    public async Task<EnrolmentView?> ExecuteAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        if (await steps.WholeAsync(one => one.Id == enrolmentId, cancellation) is not { } enrolment)
            return null;
        var definition = await steps.DefinitionAsync(enrolment, cancellation);
        var story = await db.Audit.Where(entry => entry.Story == enrolment.Story).OrderBy(entry => entry.Number).AsNoTracking().ToListAsync(cancellation);
        var seat = await db.Seats.AsNoTracking().FirstOrDefaultAsync(seat => seat.EnrolmentId == enrolmentId, cancellation);
        var (waits, incidents, isUnreadable) = await WaitsAsync(enrolment, cancellation);
        var reviews = await db.Reviews.Include(review => review.Responses).Where(review => review.EnrolmentId == enrolmentId).OrderBy(review => review.OpenedAt).AsNoTracking().ToListAsync(cancellation);
        var agreements = await Agreement.Whole(db).Where(one => one.EnrolmentId == enrolmentId).OrderBy(one => one.OpenedAt).AsNoTracking().ToListAsync(cancellation);
        var mails = await db.Outbox.Where(mail => mail.EnrolmentId == enrolmentId).OrderBy(mail => mail.CreatedAt).AsNoTracking().ToListAsync(cancellation);
        var named = reviews.SelectMany(review => review.Responses).Select(response => response.PersonId)
            .Concat(agreements.SelectMany(agreement => agreement.Signatures).Select(signature => signature.PersonId))
            .Concat(mails.Select(mail => mail.PersonId));
        return new EnrolmentView(enrolment, enrolment.Event, enrolment.Person)
        {
            Stages = definition is null ? [] : StageMap.Of(definition, enrolment, enrolment.Event, time.GetUtcNow()),
            Names = await NamesAsync(enrolment, named, cancellation),
            Reviews = reviews,
            Agreements = agreements,
            Mails = mails,
            Story = story,
            BrokenAt = AuditTrail.FirstBroken(story),
            Seat = seat?.State,
            PlaceInLine = seat is { State: SeatState.Waitlisted } waiting ? await PlaceOfAsync(waiting, enrolment.Event, cancellation) : "",
            At = time.GetUtcNow(),
            WaitsFor = waits.Count > 0 && enrolment.Organisation is not null && !await enrol.IsOnItsWayAsync(enrolment.EventId, cancellation) ? [.. waits.Prepend("the event to be called")] : waits,
            Incidents = incidents,
            IsUnreadable = isUnreadable,
            Gatherings = await db.EventGatherings.Where(one => one.EventId == enrolment.EventId && one.StartsAt != null).AsNoTracking().ToListAsync(cancellation),
            OtherWays = enrolment.IsOfEvent ? [] : await OtherWaysAsync(enrolment, cancellation),
        };
    }

    Task<List<Enrolment>> OtherWaysAsync(Enrolment here, CancellationToken cancellation) =>
        db.Enrolments.Include(one => one.Organisation).Include(one => one.Steps.Where(step => step.State == StepState.Open))
            .Where(one => one.EventId == here.EventId && one.PersonId == here.PersonId && one.Id != here.Id && one.LiveKey != null && one.Pathway != Pathway.Event && one.Pathway != Pathway.Case)
            .OrderBy(one => one.CreatedAt).AsNoTracking().ToListAsync(cancellation);

    /// <summary>Whoever belongs to it, and whoever acted in it or was written to and has left since.</summary>
    async Task<Dictionary<Guid, string>> NamesAsync(Enrolment enrolment, IEnumerable<Guid> named, CancellationToken cancellation)
    {
        var names = ReadStep.PeopleOf(enrolment).ToDictionary(person => person.Id, person => person.Name);
        var left = enrolment.Steps.Select(step => step.ActorId).Concat(named).Where(id => !names.ContainsKey(id)).Distinct().ToList();
        foreach (var person in left.Count == 0 ? [] : await db.People.Where(person => left.Contains(person.Id)).AsNoTracking().ToListAsync(cancellation))
            names.Add(person.Id, person.Name);
        return names;
    }

    async Task<string> PlaceOfAsync(Seat waiting, Event theEvent, CancellationToken cancellation)
    {
        var pool = await db.SeatPools.AsNoTracking().SingleAsync(pool => pool.EventId == theEvent.Id && pool.Name == waiting.Pool, cancellation);
        var seats = await db.Seats.Where(seat => seat.EventId == theEvent.Id && seat.Pool == waiting.Pool && seat.State != SeatState.Released).AsNoTracking().ToListAsync(cancellation);
        return new SeatPlan(theEvent, pool, seats, time.GetUtcNow()).PlaceOf(waiting);
    }

    /// <summary>Of the enrolment's instance and of its children.</summary>
    async Task<(IReadOnlyList<string> Waits, IReadOnlyList<OpenIncident> Incidents, bool IsUnreadable)> WaitsAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        var states = await db.Instances.Where(instance => instance.Id == enrolment.InstanceId || instance.ParentInstanceId == enrolment.InstanceId)
            .OrderBy(instance => instance.CreatedAt).Select(instance => instance.State).ToListAsync(cancellation);
        var instances = states.Select(InstanceJson.TryRead).OfType<WorkflowInstance>().ToList();
        return (
            [.. instances.SelectMany(instance => WaitWords.In(instance, enrolment.Event, gatherings)).Distinct(StringComparer.Ordinal)],
            [.. from instance in instances
                from incident in instance.Incidents
                where incident.RetriedAt is null && instance.SubStatus != InstanceSubStatus.Cancelled
                select new OpenIncident(instance.Id, incident.Id, incident.Sentence)],
            instances.Count < states.Count);
    }
}
