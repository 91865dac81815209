using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>A fictional event whose team keeps to the plan: the call opens with PAR-1, and what other passages would reach is reached on its day.</summary>
sealed class InventedEvent(RehearsalRoom room, Setting setting, CancellationToken cancellation)
{
    public const string TimeZone = "Europe/Lisbon";

    const int Days = 10;

    static readonly (string First, string Last, Part[] Parts)[] _team =
    [
        ("Wren", "Alder", [Part.Lead]),
        ("Sol", "Marten", [Part.Facilitator, Part.Enrolment]),
        ("Ines", "Holt", [Part.Potential, Part.Enacting, Part.CareHolder]),
        ("Bram", "Thorne", [Part.Evaluating, Part.Scribe]),
        ("Tala", "Reyes", [Part.Infrastructuring, Part.Operator]),
        ("Edda", "Vale", [Part.StewardDelegate]),
        ("Joss", "Fenn", [Part.Steward]),
    ];

    /// <summary>Those who are there when the pathways they would come by are not played.</summary>
    static readonly (string Pathway, string First, string Last, Part[] Parts)[] _guests =
    [
        (Pathway.Hub, "Ode", "Marsh", [Part.Hub]),
        (Pathway.Hub, "Maren", "Brook", [Part.HubLead]),
        (Pathway.Hub, "Piet", "Sedge", [Part.HubSecond]),
        (Pathway.Network, "Noor", "Aske", [Part.Network]),
    ];

    /// <summary>What an event reaches, by whom where that is played too, and when by plan.</summary>
    static readonly (string Signal, string Pathway, string Stage, int Days)[] _reached =
    [
        ("hub.screened", Pathway.Hub, "HUB-1", 0),
        ("gathering.ga-02.held", Pathway.Event, "HUB-2", -8),
        ("intention.written", Pathway.Event, "EV-1", -6),
        ("event.intention.consented", Pathway.Event, "EV-1", 0),
        ("hub.ready", Pathway.Hub, "HUB-2", 0),
        ("hub.agreement.active", Pathway.Hub, "HUB-3", 0),
        ("gathering.ga-08.held", Pathway.Event, "EV-2", -12),
        ("gathering.ga-06b.held", Pathway.Event, "EV-2", -11),
        ("network.agreement.active", Pathway.Network, "NET-3", 0),
        (SignalNames.DesignConsented, Pathway.Event, "EV-2", 0),
        ("gathering.ga-09.held", Pathway.Event, "EV-3", -14),
        ("event.aligned", Pathway.Event, "EV-3", 0),
        ("event.go", Pathway.Event, "EV-4", -24),
        ("hub.systems.ready", Pathway.Hub, "EV-4", -6),
        ("event.ready", Pathway.Event, "EV-4", 0),
        ("gathering.ga-18.held", Pathway.Event, "EV-6", -22),
        ("case.published", Pathway.Case, "EV-7", -5),
    ];

    public static readonly Actor Lead = new(null, "Wren Alder");

    public async Task<Event> CallAsync(RehearsalRequest request, IReadOnlyCollection<string> played)
    {
        var first = request.Start.AddDays(EventClock.LeadDays(request.Profile));
        var details = new EventDetails(
            setting.Name, setting.Slug, setting.Place, setting.About, first, first.AddDays(Days - 1), TimeZone, request.Seats ?? setting.Seats, request.Profile, StagesFollowPlan: true);
        var theEvent = Demand(await room.RunAsync<CreateEvent, Outcome<Event>>(create => create.ExecuteAsync(details, Lead, cancellation)));
        await room.RunAsync<PrismaDbContext, bool>(db => Task.FromResult(Join(db, theEvent, played)));
        return theEvent;
    }

    /// <summary>What the team does by itself, and when.</summary>
    public IEnumerable<PlannedAct> Plan(Event theEvent, IReadOnlyCollection<string> played, Predicate<string> isHeard)
    {
        if (!played.Contains(Pathway.Hub) || !played.Contains(Pathway.Participant))
            yield return new PlannedAct(At(EventClock.WindowOf("PAR-1", theEvent)!.OpensOn, 9), () => OpenCallAsync(theEvent));
        foreach (var (signal, pathway, stage, days) in _reached.Where(one => !played.Contains(one.Pathway) && isHeard(one.Signal)))
            yield return new PlannedAct(At(EventClock.WindowOf(stage, theEvent)!.ClosesOn.AddDays(days), 17), () => ReachAsync(theEvent, signal));
    }

    public static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => Zones.At(day.ToDateTime(new TimeOnly(hour, minute)), TimeZone);

    bool Join(PrismaDbContext db, Event theEvent, IReadOnlyCollection<string> played)
    {
        var at = room.Clock.GetUtcNow();
        foreach (var (first, last, parts) in _team.Concat(_guests.Where(guest => !played.Contains(guest.Pathway)).Select(guest => (guest.First, guest.Last, guest.Parts))))
        {
            // Ids in the order of the team, so that two rehearsals ask the same people.
            at = at.AddSeconds(1);
            var email = $"{first.ToLowerInvariant()}@orrin.example";
            var person = db.People.FirstOrDefault(one => one.Email == email) ?? db.People.Add(new Person
            {
                Id = Guid.CreateVersion7(at),
                FirstName = first,
                LastName = last,
                Email = email,
                TimeZone = TimeZone,
                CreatedAt = at,
            }).Entity;
            foreach (var part in parts)
            {
                db.TeamMembers.Add(new TeamMember { Id = Guid.CreateVersion7(at), EventId = theEvent.Id, PersonId = person.Id, Part = part });
                at = at.AddSeconds(1);
            }
        }

        return true;
    }

    /// <summary>For as long as the plan says; where it opens late, the reason is said.</summary>
    public async Task<Event> OpenCallAsync(Event theEvent)
    {
        var (window, today) = (EventClock.WindowOf("PAR-1", theEvent)!, Zones.DayOf(room.Clock.GetUtcNow(), TimeZone));
        var closes = today.AddDays(window.ClosesOn.DayNumber - window.OpensOn.DayNumber);
        var request = new CallRequest(closes > window.ClosesOn ? closes : window.ClosesOn, false, true, "The invitation was ready later than planned.") { IntentionConsented = true, Hosted = true };
        return Demand(await room.RunAsync<OpenCall, Outcome<Event>>(open => open.ExecuteAsync(theEvent.Id, request, Lead, cancellation)));
    }

    async Task ReachAsync(Event theEvent, string signal) => Demand(
        await room.RunAsync<RecordSignal, Outcome<Event>>(record => record.ReachAsync(theEvent.Id, signal, Lead, cancellation)));

    static Event Demand(Outcome<Event> outcome) =>
        outcome.Value ?? throw new InvalidOperationException(string.Join(" ", outcome.Problems.Select(problem => problem.Value)));
}
