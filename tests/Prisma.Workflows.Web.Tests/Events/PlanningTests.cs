using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Events.Views;
using static Prisma.Workflows.Web.Tests.Events.EventClockTests;

namespace Prisma.Workflows.Web.Tests.Events;

public sealed class PlanningTests : IAsyncDisposable
{
    static readonly Actor _sam = new(null, "Sam");

    static readonly EventDetails _vale = new("Waters of the Vale", "vale", "Vale of Orrin", "", Day("2027-09-06"), Day("2027-09-15"), "Europe/Lisbon", 40, Profile.Standard, StagesFollowPlan: false);

    readonly WebProduct _product = new();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task A_new_event_has_its_seats_and_its_first_sentence()
    {
        var created = (await CreateAsync(_vale)).Value!;

        var pool = await _product.Operations.ReadAsync<PrismaDbContext, SeatPool>(db => db.SeatPools.SingleAsync(Cancellation));
        Assert.Equal((created.Id, "participants", 40), (pool.EventId, pool.Name, pool.Capacity));
        Assert.StartsWith("The event “Waters of the Vale” was created for 6 September 2027", (await StoryAsync(created)).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_is_said_at_once()
    {
        var outcome = await CreateAsync(new EventDetails(" ", "Bad slug", "", new string('x', 700), Day("2027-03-10"), Day("2027-03-09"), "Mars/Base", 5, null, false));

        Assert.Equal(["capacity", "endsOn", "name", "place", "profile", "slug", "startsOn", "summary", "timeZone"], outcome.Problems.Select(one => one.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2027-03-11", "2027-04-09", true)]
    [InlineData("2027-03-11", "2027-04-10", false)]
    [InlineData("2027-03-11", "2027-03-11", true)]
    [InlineData("2027-03-10", "2027-03-11", false)]
    public async Task An_event_begins_after_today_and_lasts_up_to_thirty_days(string first, string last, bool fits) =>
        Assert.Equal(fits, (await CreateAsync(_vale with { StartsOn = Day(first), EndsOn = Day(last) })).IsDone);

    [Fact]
    public async Task Two_events_cannot_have_the_same_address_even_when_made_at_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => CreateAsync(_vale)));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome => Assert.NotNull(outcome.Problems["slug"]));
    }

    [Theory]
    [InlineData("Waters of the Vale", "Orrin", "waters-of-the-vale", "waters-of-the-vale-orrin", "waters-of-the-vale-2")]
    [InlineData("Água, Straße & “Ærø’s” Łódź!", "Orrin", "agua-strasse-aeros-lodz", "agua-strasse-aeros-lodz-orrin", "agua-strasse-aeros-lodz-2")]
    [InlineData("Вода", "Orrin", "orrin", "orrin-2", "orrin-3")]
    [InlineData("New!", "Orrin", "new-orrin", "new-2")]
    [InlineData("水", "谷", "event", "event-2", "event-3")]
    [InlineData("How do all of us here learn to listen to the river again in time", "Orrin", "how-do-all-of-us-here-learn-to-listen-to-the-river-again-in", "how-do-all-of-us-here-learn-to-listen-to-the-river-again-2", "how-do-all-of-us-here-learn-to-listen-to-the-river-again-3")]
    public async Task An_event_whose_address_is_left_empty_gets_one_of_its_name(string name, string place, params string[] addresses)
    {
        foreach (var (year, address) in addresses.Index())
        {
            Assert.Equal(address, (await CreateAsync(_vale with { Name = name, Place = place, Slug = "", StartsOn = _vale.StartsOn?.AddYears(year), EndsOn = _vale.EndsOn?.AddYears(year) })).Value?.Slug);
        }
    }

    [Fact]
    public async Task Whoever_goes_back_and_creates_the_same_event_anew_is_asked_whether_it_is_another()
    {
        Assert.True((await CreateAsync(_vale with { Slug = "" })).IsDone);

        Assert.Equal("There is an event of this name, at this place and on these days already. If this is another one, give it an address of its own.", (await CreateAsync(_vale with { Slug = "" })).Problems["slug"]);
        Assert.True((await CreateAsync(_vale with { Slug = "another" })).IsDone);
    }

    [Fact]
    public async Task No_event_has_the_address_at_which_events_are_created() =>
        Assert.Equal("At this address events are created, so none can have it. Please choose another.", (await CreateAsync(_vale with { Slug = "new" })).Problems["slug"]);

    [Fact]
    public async Task Events_made_at_once_without_an_address_get_one_each()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(year => CreateAsync(_vale with { Slug = "", StartsOn = _vale.StartsOn?.AddYears(year), EndsOn = _vale.EndsOn?.AddYears(year) })));

        Assert.Equal(3, outcomes.Select(outcome => outcome.Value?.Slug).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_call_opens_only_once_somebody_leads_the_event()
    {
        var created = (await CreateAsync(_vale)).Value!;
        var request = new CallRequest(Day("2027-06-06"), false, false, "");

        Assert.Contains("Name a lead facilitator", (await OpenAsync(created, request)).Problems["team"], StringComparison.Ordinal);
        await NameLeadAsync(created);
        Assert.True((await OpenAsync(created, request)).IsDone);
    }

    [Fact]
    public async Task Opening_the_call_records_its_signal_and_the_consented_design()
    {
        var created = await CreateLedAsync(_vale);

        var outcome = await OpenAsync(created, new CallRequest(Day("2027-06-06"), DesignConsented: true, OpenAnyway: false, ""));

        Assert.True(outcome.IsDone);
        var overview = await FindAsync("vale");
        Assert.Equal([SignalNames.DesignConsented, SignalNames.IntentionConsented, SignalNames.Hosted, SignalNames.CallOpen], overview.Event.Signals.Select(signal => signal.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Prisma.Workflows.Events.Clock.CallState.Open, overview.Call);
    }

    [Fact]
    public async Task Scenario_01_A_late_call_is_refused_with_the_three_possible_paces_and_days_and_opens_with_a_reason_that_is_kept()
    {
        var created = await CreateLedAsync(_vale with { StartsOn = Day("2027-06-01"), EndsOn = Day("2027-06-03") });

        var refused = await OpenAsync(created, new CallRequest(Day("2027-04-01"), false, OpenAnyway: false, ""));
        var withoutReason = await OpenAsync(created, new CallRequest(Day("2027-04-01"), false, OpenAnyway: true, ""));
        var opened = await OpenAsync(created, new CallRequest(Day("2027-04-01"), false, OpenAnyway: true, "The hub is ready and people ask."));

        Assert.NotNull(refused.Problems[OpenCall.Late]);
        Assert.NotNull(withoutReason.Problems["reason"]);
        Assert.True(opened.IsDone);
        Assert.Contains(await StoryAsync(created), sentence => sentence.Contains("The hub is ready and people ask.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public async Task Why_a_call_opens_late_is_said_in_10_to_500_characters(int length, bool opens)
    {
        var created = await CreateLedAsync(_vale with { Slug = $"reason-{length}", StartsOn = Day("2027-06-01"), EndsOn = Day("2027-06-03") });

        var opened = await OpenAsync(created, new CallRequest(Day("2027-04-01"), false, OpenAnyway: true, $" {new string('w', length)} "));

        Assert.Equal(opens, opened.IsDone);
        Assert.Equal(opens, opened.Problems["reason"] is null);
    }

    /// <summary>The standard pace opens it 113 days before; whoever is asked to then has three days for it.</summary>
    [Theory]
    [InlineData(110, true)]
    [InlineData(109, false)]
    public async Task A_call_is_late_only_when_the_days_for_opening_it_are_over(int daysBefore, bool opens)
    {
        var first = DateOnly.FromDateTime(_product.Time.GetUtcNow().UtcDateTime).AddDays(daysBefore);
        var created = await CreateLedAsync(_vale with { Slug = $"late-{daysBefore}", StartsOn = first, EndsOn = first.AddDays(2) });

        var opened = await OpenAsync(created, new CallRequest(first.AddDays(-70), false, OpenAnyway: false, ""));

        Assert.Equal(opens, opened.IsDone);
        Assert.Equal(opens, opened.Problems[OpenCall.Late] is null);
    }

    [Fact]
    public void Scenario_01_What_would_fit_names_each_profile_and_its_first_possible_day()
    {
        var options = CallOption.All(Make("2027-06-01", "2027-06-03", Profile.Standard), At("2027-03-10T09:00Z"));

        Assert.Equal(
            [(Profile.Full, false, Day("2027-08-07")), (Profile.Standard, false, Day("2027-07-01")), (Profile.Compact, true, Day("2027-05-24"))],
            options.Select(option => (option.Profile, option.Fits, option.EarliestFirstDay)));
    }

    [Fact]
    public async Task An_open_call_only_gets_another_last_day_and_the_days_of_the_event_stay()
    {
        var created = await CreateLedAsync(_vale);
        await OpenAsync(created, new CallRequest(Day("2027-06-06"), false, false, ""));

        Assert.True((await OpenAsync(created, new CallRequest(Day("2027-06-13"), false, false, ""))).IsDone);
        var edited = await _product.Operations.RunAsync<EditEvent, Outcome<Event>>(edit => edit.ExecuteAsync(created.Id, _vale with { StartsOn = Day("2027-09-07") }, _sam, Cancellation), Cancellation);

        Assert.NotNull(edited.Problems["startsOn"]);
        Assert.Equal(Day("2027-06-13"), (await FindAsync("vale")).Event.CallClosesOn);
        Assert.Single((await FindAsync("vale")).Event.Signals, signal => signal.Name == SignalNames.CallOpen);
    }

    [Theory]
    [InlineData("2027-09-29", "2027-10-01", true)]
    [InlineData("2027-09-30", "2027-10-01", false)]
    [InlineData("2027-08-20", "2027-08-23", true)]
    [InlineData("2027-08-20", "2027-08-22", false)]
    public async Task Whoever_is_in_the_team_of_another_event_within_two_weeks_is_named(string first, string last, bool isNear)
    {
        var vale = (await CreateAsync(_vale)).Value!;
        var brook = (await CreateAsync(_vale with { Name = "The Brook", Slug = "brook", StartsOn = Day(first), EndsOn = Day(last) })).Value!;
        var (both, afar) = (new Person { FirstName = "Rowan", Email = "rowan@orrin.example" }, new Person { FirstName = "Lena", Email = "lena@orrin.example" });
        await _product.Operations.RunAsync<PrismaDbContext>(
            db =>
            {
                db.People.AddRange(both, afar);
                db.TeamMembers.AddRange(In(vale, both, Part.Lead), In(vale, both, Part.Facilitator), In(vale, afar, Part.Scribe), In(brook, afar, Part.Steward), In(brook, both, Part.Facilitator), In(brook, both, Part.Scribe));
                return Task.CompletedTask;
            },
            Cancellation);

        Elsewhere[] named = isNear ? [new Elsewhere(both.Name, "The Brook", Day(first), Day(last))] : [];
        Assert.Equal(named, (await FindAsync("vale")).Elsewhere);
        await _product.Operations.RunAsync<PrismaDbContext>(async db => (await db.Events.SingleAsync(other => other.Slug == "brook", Cancellation)).CancelledAt = _product.Time.GetUtcNow(), Cancellation);
        Assert.Empty((await FindAsync("vale")).Elsewhere);
    }

    [Theory]
    [InlineData("2027-08-20", "2027-08-23")]
    [InlineData("2027-09-20", "2027-09-25")]
    public async Task Nobody_is_to_be_at_two_events_of_which_one_is_over(string first, string last)
    {
        var vale = (await CreateAsync(_vale)).Value!;
        var brook = (await CreateAsync(_vale with { Name = "The Brook", Slug = "brook", StartsOn = Day(first), EndsOn = Day(last) })).Value!;
        var both = new Person { FirstName = "Rowan", Email = "rowan@orrin.example" };
        await _product.Operations.RunAsync<PrismaDbContext>(
            db =>
            {
                db.People.Add(both);
                db.TeamMembers.AddRange(In(vale, both, Part.Lead), In(brook, both, Part.Lead));
                return Task.CompletedTask;
            },
            Cancellation);
        var over = Zones.EndOf(vale.EndsOn < brook.EndsOn ? vale.EndsOn : brook.EndsOn, "Europe/Lisbon");

        _product.Time.AdjustTime(over);
        Assert.Single((await FindAsync("vale")).Elsewhere);
        Assert.Single((await FindAsync("brook")).Elsewhere);
        _product.Time.AdjustTime(over.AddMinutes(1));
        Assert.Empty((await FindAsync("vale")).Elsewhere);
        Assert.Empty((await FindAsync("brook")).Elsewhere);
    }

    static TeamMember In(Event theEvent, Person person, Part part) => new() { EventId = theEvent.Id, PersonId = person.Id, Part = part };

    [Fact]
    public async Task Fewer_seats_than_are_taken_are_refused()
    {
        var created = (await CreateAsync(_vale)).Value!;
        await _product.Operations.RunAsync<PrismaDbContext>(async db => (await db.SeatPools.SingleAsync(Cancellation)).Taken = 20, Cancellation);

        var refused = await _product.Operations.RunAsync<EditEvent, Outcome<Event>>(edit => edit.ExecuteAsync(created.Id, _vale with { Capacity = 19 }, _sam, Cancellation), Cancellation);
        var done = await _product.Operations.RunAsync<EditEvent, Outcome<Event>>(edit => edit.ExecuteAsync(created.Id, _vale with { Capacity = 20 }, _sam, Cancellation), Cancellation);

        Assert.Equal("20 seats are taken already.", refused.Problems["capacity"]);
        Assert.True(done.IsDone);
        Assert.Equal(20, await _product.Operations.ReadAsync<PrismaDbContext, int>(async db => (await db.SeatPools.SingleAsync(Cancellation)).Capacity));
    }

    [Fact]
    public async Task Whoever_listens_hears_a_signal_once_in_the_operation_that_records_it()
    {
        var ear = new Ear();
        await using var host = _product.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddScoped<ISignalListener>(_ => ear)));
        var operations = host.Services.GetRequiredService<Operations>();
        var created = (await operations.RunAsync<CreateEvent, Outcome<Event>>(create => create.ExecuteAsync(_vale, _sam, Cancellation), Cancellation)).Value!;

        var first = await operations.RunAsync<RecordSignal, Outcome<Event>>(record => record.ExecuteAsync(created.Id, "event.called", _sam, Cancellation), Cancellation);
        var again = await operations.RunAsync<RecordSignal, Outcome<Event>>(record => record.ExecuteAsync(created.Id, "event.called", _sam, Cancellation), Cancellation);
        await operations.RunAsync<OpenStageEarly, Outcome<Event>>(open => open.ExecuteAsync(created.Id, "PAR-2", "Everybody is here already.", _sam, Cancellation), Cancellation);

        Assert.True(first.IsDone);
        Assert.Equal("The event has reached that already.", again.Problems["signal"]);
        Assert.Equal(["event.called", "stage.open:PAR-2"], ear.Heard);
    }

    [Fact]
    public async Task A_stage_that_has_opened_by_plan_is_not_opened_early()
    {
        var created = (await CreateAsync(_vale)).Value!;

        var early = await _product.Operations.RunAsync<OpenStageEarly, Outcome<Event>>(open => open.ExecuteAsync(created.Id, "EV-1", "Everybody is here already.", _sam, Cancellation), Cancellation);

        Assert.Equal("This stage has opened by plan already.", early.Problems["stage"]);
    }

    [Theory]
    [InlineData("Event Called")]
    [InlineData("aligned")]
    [InlineData("participants.call.open")]
    [InlineData("participants.call.closing")]
    [InlineData("stage.open:PAR-2")]
    public async Task Signals_that_are_not_signals_or_have_their_own_form_are_refused(string name)
    {
        var created = (await CreateAsync(_vale)).Value!;
        Assert.False((await _product.Operations.RunAsync<RecordSignal, Outcome<Event>>(record => record.ExecuteAsync(created.Id, name, _sam, Cancellation), Cancellation)).IsDone);
    }

    [Fact]
    public async Task A_team_has_one_lead_and_one_steward_delegate_only_staff_and_is_replaced_as_a_whole()
    {
        using var browser = await _product.SignInAsync(Role.Facilitator);
        using var another = await _product.SignInAsync(Role.Facilitator);
        var created = (await CreateAsync(_vale)).Value!;
        var people = await _product.Operations.ReadAsync<PrismaDbContext, List<Guid>>(db => db.People.Select(person => person.Id).ToListAsync(Cancellation));

        var twoLeads = await SetAsync(created, new TeamSeat(people[0], Part.Lead), new TeamSeat(people[1], Part.Lead));
        var twoDelegates = await SetAsync(created, new TeamSeat(people[0], Part.StewardDelegate), new TeamSeat(people[1], Part.StewardDelegate));
        var stranger = await SetAsync(created, new TeamSeat(Guid.CreateVersion7(), Part.Lead));
        await SetAsync(created, new TeamSeat(people[0], Part.Lead), new TeamSeat(people[1], Part.Hub));
        await SetAsync(created, new TeamSeat(people[1], Part.Hub), new TeamSeat(people[1], Part.Lead));

        Assert.Equal("An event has one lead facilitator.", twoLeads.Problems["team"]);
        Assert.Equal("An event has one steward delegate.", twoDelegates.Problems["team"]);
        Assert.StartsWith("Everybody in a team needs an account.", stranger.Problems["team"], StringComparison.Ordinal);
        Assert.Equal([(people[1], Part.Lead), (people[1], Part.Hub)], (await FindAsync("vale")).Event.Team.Select(member => (member.PersonId, member.Part)).OrderBy(seat => seat.Part));
    }

    [Fact]
    public async Task Times_for_conversations_are_kept_as_instants_and_must_lie_ahead()
    {
        var created = (await CreateAsync(_vale)).Value!;
        var read = SlotLines.Read("2027-06-11 9:30\n2027-06-10 14:00\n", "Europe/Lisbon", out var unread);

        var set = await SlotsAsync(created, read);
        var past = await SlotsAsync(created, [At("2027-03-01T10:00Z")]);

        Assert.Null(unread);
        Assert.True(set.IsDone);
        Assert.NotNull(past.Problems["slots"]);
        Assert.Equal([At("2027-06-10T13:00Z"), At("2027-06-11T08:30Z")], (await FindAsync("vale")).Event.ConversationSlots);
        SlotLines.Read("2027-06-10 14:00\ntomorrow", "Europe/Lisbon", out unread);
        Assert.Equal("tomorrow", unread);
    }

    Task<Outcome<Event>> CreateAsync(EventDetails details) =>
        _product.Operations.RunAsync<CreateEvent, Outcome<Event>>(create => create.ExecuteAsync(details, _sam, Cancellation), Cancellation);

    async Task<Event> CreateLedAsync(EventDetails details)
    {
        var created = (await CreateAsync(details)).Value!;
        await NameLeadAsync(created);
        return created;
    }

    Task NameLeadAsync(Event one) => _product.Operations.RunAsync<PrismaDbContext>(
        db =>
        {
            var lead = new Person { FirstName = "Wren", Email = $"wren@{one.Slug}.example" };
            db.AddRange(lead, In(one, lead, Part.Lead));
            return Task.CompletedTask;
        },
        Cancellation);

    Task<Outcome<Event>> OpenAsync(Event one, CallRequest request) =>
        _product.Operations.RunAsync<OpenCall, Outcome<Event>>(open => open.ExecuteAsync(one.Id, request with { IntentionConsented = true, Hosted = true }, _sam, Cancellation), Cancellation);

    Task<Outcome<Event>> SetAsync(Event one, params TeamSeat[] team) =>
        _product.Operations.RunAsync<SetTeam, Outcome<Event>>(set => set.ExecuteAsync(one.Id, team, _sam, Cancellation), Cancellation);

    Task<Outcome<Event>> SlotsAsync(Event one, IReadOnlyList<DateTimeOffset> slots) =>
        _product.Operations.RunAsync<SetConversationSlots, Outcome<Event>>(set => set.ExecuteAsync(one.Id, slots, _sam, Cancellation), Cancellation);

    async Task<EventOverview> FindAsync(string slug) =>
        (await _product.Operations.ReadAsync<EventDirectory, EventOverview?>(events => events.FindAsync(slug, Cancellation)))!;

    Task<List<string>> StoryAsync(Event one) => _product.Operations.ReadAsync<PrismaDbContext, List<string>>(
        db => db.Audit.Where(entry => entry.Story == one.Story).OrderBy(entry => entry.Number).Select(entry => entry.Sentence).ToListAsync(Cancellation));

    sealed class Ear : ISignalListener
    {
        public List<string> Heard { get; } = [];

        public Task HeardAsync(Event theEvent, string signal, CancellationToken cancellation)
        {
            Heard.Add(signal);
            return Task.CompletedTask;
        }
    }
}
