using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Rehearsals;

/// <summary>A fictional event whose team keeps to the plan: the call opens with PAR-1, the design is consented as EV-2 ends.</summary>
sealed class InventedEvent(RehearsalRoom room, CancellationToken cancellation)
{
    public const string TimeZone = "Europe/Lisbon";

    const int Days = 10;
    const int Seats = 40;

    static readonly (string First, string Last, Part Part)[] Team = [("Wren", "Alder", Part.Lead), ("Sol", "Marten", Part.Facilitator), ("Ode", "Marsh", Part.Hub)];
    static readonly Actor Lead = new(null, "Wren Alder");

    public async Task<Event> CallAsync(RehearsalRequest request)
    {
        var first = request.Start.AddDays(EventClock.LeadDays(request.Profile));
        var details = new EventDetails(
            "Listening to the Orrin", "listening-to-the-orrin", "Vale of Orrin", "Ten days beside a river.", first, first.AddDays(Days - 1), TimeZone, Seats, request.Profile, StagesFollowPlan: true);
        var theEvent = Demand(await room.RunAsync<CreateEvent, Outcome<Event>>(create => create.ExecuteAsync(details, Lead, cancellation)));
        await room.RunAsync<PrismaDbContext, bool>(db => Task.FromResult(Join(db, theEvent)));
        return theEvent;
    }

    /// <summary>What the team does by itself, and when.</summary>
    public IEnumerable<PlannedAct> Plan(Event theEvent)
    {
        var call = EventClock.WindowOf("PAR-1", theEvent)!;
        yield return new PlannedAct(At(call.OpensOn, 9), () => OpenCallAsync(theEvent, call.ClosesOn));
        yield return new PlannedAct(At(EventClock.WindowOf("EV-2", theEvent)!.ClosesOn, 17), () => ConsentAsync(theEvent));
    }

    public static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => Zones.At(day.ToDateTime(new TimeOnly(hour, minute)), TimeZone);

    bool Join(PrismaDbContext db, Event theEvent)
    {
        var at = room.Clock.GetUtcNow();
        foreach (var (first, last, part) in Team)
        {
            // Ids in the order of the team, so that two rehearsals ask the same people.
            at = at.AddSeconds(1);
            var person = new Person
            {
                Id = Guid.CreateVersion7(at),
                FirstName = first,
                LastName = last,
                Email = $"{first.ToLowerInvariant()}@orrin.example",
                TimeZone = TimeZone,
                CreatedAt = at,
            };
            db.People.Add(person);
            db.TeamMembers.Add(new TeamMember { Id = Guid.CreateVersion7(at), EventId = theEvent.Id, PersonId = person.Id, Part = part });
        }

        return true;
    }

    async Task OpenCallAsync(Event theEvent, DateOnly until) => Demand(
        await room.RunAsync<OpenCall, Outcome<Event>>(open => open.ExecuteAsync(theEvent.Id, new CallRequest(until, false, false, ""), Lead, cancellation)));

    async Task ConsentAsync(Event theEvent) => Demand(
        await room.RunAsync<RecordSignal, Outcome<Event>>(record => record.ExecuteAsync(theEvent.Id, SignalNames.DesignConsented, Lead, cancellation)));

    static Event Demand(Outcome<Event> outcome) =>
        outcome.Value ?? throw new InvalidOperationException(string.Join(" ", outcome.Problems.Select(problem => problem.Value)));
}
