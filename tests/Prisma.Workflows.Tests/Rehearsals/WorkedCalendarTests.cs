using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Rehearsals.Invention;
using Setting = Prisma.Workflows.Rehearsals.Invention.Setting;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>The worked calendar of domain.md §20.1, line by line: Millrace Commons in the Vale of Orrin, standard pace, first day 6 September 2027, everybody as planned.</summary>
public sealed class WorkedCalendarTests
{
    [Fact]
    public async Task The_worked_calendar_comes_out_of_all_pathways_played_together()
    {
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(new DateOnly(2027, 3, 10), 9), Cancellation);
        var play = await PlayAsync(room);
        var it = await Kept.ReadAsync(room, play.Event);

        Assert.Equal((new DateOnly(2027, 9, 6), new DateOnly(2027, 9, 15)), (play.Event.StartsOn, play.Event.EndsOn));
        Assert.Empty((await new EventDiary(room, play).ReadAsync(Cancellation)).Troubles);

        IsThePreparation(it);
        IsTheCallAndTheOffers(it);
        IsTheIntensiveAndTheHarvest(it);
    }

    static void IsThePreparation(Kept it)
    {
        // 10 March: the event is called, EV-1 and HUB-1 open; the hub's first form and H1 have their days.
        Assert.Equal("2027-03-10", it.Begun(Pathway.Event));
        Assert.Equal("2027-03-10", it.Entered("Listening to the Orrin", "Intention development"));
        Assert.Equal("2027-03-10", it.Entered("Millrace Commons", "Calling and screening"));
        Assert.Equal("2027-03-18", it.Due("HUB-1.2"));
        Assert.Equal("2027-03-30", it.GateDue("H1"));

        // 2 to 23 April: readiness, place walk and intention circle before G1 and H2.
        Assert.Equal("2027-04-02", it.Entered("Millrace Commons", "Place and readiness"));
        Assert.InRange(it.Closed("HUB-2.2"), "2027-04-02", "2027-04-23");
        Assert.InRange(it.Closed("EV-1.5"), "2027-03-22", "2027-04-23");
        Assert.InRange(it.Closed("EV-1.6"), it.Closed("EV-1.5"), "2027-04-23");
        Assert.Equal("2027-04-23", it.GateDue("G1"));
        Assert.Equal("2027-04-23", it.GateDue("H2"));
        Assert.InRange(it.Reached("event.intention.consented"), "2027-04-02", "2027-04-23");
        Assert.InRange(it.Reached("hub.ready"), "2027-04-02", "2027-04-23");

        // 24 April to 15 May: the hosting agreement is drafted, read and signed; networks share, partners talk.
        Assert.Equal("2027-04-24", it.Entered("Millrace Commons", "Hosting agreement"));
        Assert.Equal("2027-04-24", it.Entered("Listening to the Orrin", "Co-design"));
        Assert.InRange(it.Closed("HUB-3.1"), "2027-04-24", it.Closed("HUB-3.2"));
        Assert.Equal("2027-05-14", it.Due("HUB-3.4"));
        Assert.InRange(it.Reached("hub.agreement.active"), it.Closed("HUB-3.2"), "2027-05-14");
        Assert.InRange(it.Entered("Slow Water Network", "Practice sharing"), "2027-04-16", "2027-05-15");
        Assert.InRange(it.Entered("Sand Foundation", "Needs–offers dialogue"), "2027-04-24", "2027-05-15");
    }

    static void IsTheCallAndTheOffers(Kept it)
    {
        // 16 May: the call opens; applications until 6 June, the form due eleven days after an interest on the first day.
        Assert.Equal("2027-05-16", it.Reached(SignalNames.CallOpen));
        Assert.Equal(new DateOnly(2027, 6, 6), it.Event.CallClosesOn);
        Assert.Equal("2027-05-27", it.Due("PAR-1.2"));

        // 13 June: G2; 18 June: EV-3 opens.
        Assert.Equal("2027-06-13", it.GateDue("G2"));
        Assert.InRange(it.Reached(SignalNames.DesignConsented), "2027-05-16", "2027-06-13");
        Assert.Equal("2027-06-18", it.Entered("Listening to the Orrin", "Alignment"));

        // 7 to 23 June: conversations; offers only after G2; answers and signatures until the end of the month.
        Assert.Equal("2027-06-07", it.Entered("Amina Reed", "Conversation and offer"));
        Assert.InRange(it.Closed("PAR-2.2"), "2027-06-07", "2027-06-15");
        Assert.InRange(it.Opened("PAR-2.4o"), it.Reached(SignalNames.DesignConsented), "2027-06-23");
        Assert.InRange(it.Reached("participant.confirmed"), it.Opened("PAR-2.4o"), "2027-06-30");

        // 24 June to 25 July: alignment, with G3 at its end.
        Assert.Equal("2027-07-22", it.GateDue("G3"));
        Assert.InRange(it.Reached("event.aligned"), "2027-06-24", "2027-07-22");

        // 26 July: systems onboarding, and the hub's deployment.
        Assert.Equal("2027-07-26", it.Entered("Listening to the Orrin", "Systems onboarding"));
        Assert.Equal("2027-07-26", it.Entered("Millrace Commons", "Systems onboarding, deployment"));
    }

    static void IsTheIntensiveAndTheHarvest(Kept it)
    {
        // 9 August: go or no-go; 27 August: the hub's systems at the latest; 2 September: ready to open.
        Assert.Equal("2027-08-09", it.GateDue("G4"));
        Assert.InRange(it.Reached("event.go"), "2027-08-02", "2027-08-09");
        Assert.InRange(it.Reached("hub.systems.ready"), "2027-07-26", "2027-08-27");
        Assert.Equal("2027-09-02", it.GateDue("G5"));
        Assert.InRange(it.Reached("event.ready"), "2027-08-30", "2027-09-02");

        // 9 August: asked by then (T−28, §10); 16 August: the last day to say that one comes, when the ladder lets the seat go; 22 August: C4; 23 August and 4 September: what to bring, and the last brief.
        Assert.Equal("2027-08-09", it.Due("PAR-4.5"));
        Assert.Equal("2027-08-16", it.LetGo("PAR-4.5"));
        Assert.InRange(it.GateDue("C4"), "2027-08-16", "2027-08-22");
        Assert.InRange(it.GateDecided("C4"), "2027-08-16", "2027-08-22");
        Assert.Equal("2027-08-23", it.Owed("E56"));
        Assert.Equal("2027-09-04", it.Owed("E57"));

        // 6 to 15 September: the days themselves.
        Assert.Equal("2027-09-03", it.Entered("Listening to the Orrin", "Intensive"));
        Assert.Equal("2027-09-06", it.Reached("event.started"));
        Assert.Equal("2027-09-16", it.Reached("event.ended"));

        // 17 September to 1 October: feedback.
        Assert.Equal("2027-09-17", it.Opened("PAR-6.1"));
        Assert.Equal("2027-10-01", it.Due("PAR-6.1"));

        // 17 September to 30 October: harvest workshop, retrospective, G6.
        Assert.Equal("2027-09-17", it.Entered("Listening to the Orrin", "Evaluation and harvest"));
        Assert.InRange(it.Closed("EV-6.3"), "2027-09-17", it.Closed("EV-6.4"));
        Assert.InRange(it.Reached("harvest.closed"), it.Closed("EV-6.4"), "2027-10-30");

        // 15 October to 14 December: the case study with its release reviews, A-09, G7, publication; H7.
        Assert.InRange(it.Closed("CAS-3.1"), "2027-10-15", it.Opened("CAS-3.3"));
        Assert.InRange(it.GateDecided("G7"), it.Opened("CAS-3.3"), "2027-12-14");
        Assert.InRange(it.Reached("case.published"), it.GateDecided("G7"), "2027-12-14");
        Assert.InRange(it.GateDecided("H7"), it.Reached("case.published"), "2027-12-14");
    }

    static async Task<Play> PlayAsync(RehearsalRoom room)
    {
        var problems = new Problems();
        await Rehearsal.ImportAsync(room, Pathway.All, Repository.Root, problems, Cancellation);
        Assert.Empty(problems);
        var play = await Play.BeginAsync(room, new RehearsalRequest(RehearsalRequest.WholeEvent, new DateOnly(2027, 3, 10)) { Participants = 3 }, Setting.Orrin, _ => true, Cancellation);
        await Rehearsal.RunAsync(room, [play], null, null, Cancellation);
        return play;
    }

    /// <summary>What the product kept, by the days of the place.</summary>
    sealed record Kept(Event Event, List<Enrolment> Enrolments, List<Review> Reviews, List<(DateTimeOffset At, string Sentence)> Story, List<(string Template, DateTimeOffset At)> Mails, LadderLibrary Ladders)
    {
        public static Task<Kept> ReadAsync(RehearsalRoom room, Event theEvent) => room.ReadAsync(async db => new Kept(
            await db.Events.Include(one => one.Signals).SingleAsync(one => one.Id == theEvent.Id, Cancellation),
            await db.Enrolments.Include(one => one.Steps).OrderBy(one => one.CreatedAt).ToListAsync(Cancellation),
            await db.Reviews.OrderBy(one => one.OpenedAt).ToListAsync(Cancellation),
            [.. (await db.Audit.OrderBy(one => one.At).ThenBy(one => one.Number).ToListAsync(Cancellation)).Select(one => (one.At, one.Sentence))],
            [.. (await db.Outbox.OrderBy(one => one.CreatedAt).ToListAsync(Cancellation)).Select(one => (one.Template, one.CreatedAt))],
            room.Get<LadderLibrary>()));

        public string Begun(string pathway) => Day(Enrolments.First(one => one.Pathway == pathway).CreatedAt);

        public string Entered(string who, string stage) => Day(Story.First(one => one.Sentence == $"{who} entered the stage “{stage}”.").At);

        public string Reached(string signal) => Day(Event.Signals.Single(one => one.Name == signal).At);

        public string Owed(string template) => Day(Mails.First(one => one.Template == template).At);

        public string Due(string key) => Day(Step(key).DueAt);

        /// <summary>When the step's ladder gives the seat to somebody who waits.</summary>
        public string LetGo(string key) => Day(Step(key).DueAt.AddDays(Ladders.Find(Step(key).Ladder)!.Rungs.Single(rung => rung.Effect == RungEffect.Release).Days));

        public string Opened(string key) => Day(Step(key).OpenedAt);

        public string Closed(string key) => Day(Step(key).ClosedAt!.Value);

        public string GateDue(string gate) => Day(Reviews.First(one => one.GateId == gate).DueAt);

        public string GateDecided(string gate) => Day(Reviews.First(one => one.GateId == gate).DecidedAt!.Value);

        Step Step(string key) => Enrolments.SelectMany(one => one.Steps).First(one => one.Key == key);

        static string Day(DateTimeOffset at) => Zones.DayOf(at, InventedEvent.TimeZone).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
