using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Gatherings;

namespace Prisma.Workflows.Tests.Gatherings;

/// <summary>One whole gathering (domain.md §14): when it is, who comes, who was there, and who catches up.</summary>
public sealed class GatheringTests
{
    const string Amina = "amina@reed.example", Bela = "bela@reed.example", WelcomeDay = "GA-10";

    static readonly DateTimeOffset _at = new(2027, 3, 20, 18, 0, 0, TimeSpan.Zero);

    static readonly DateTimeOffset _tuesday = new(2027, 3, 30, 17, 0, 0, TimeSpan.Zero);

    static readonly Actor _wren = new(null, "Wren Alder");

    [Theory, Databases]
    public async Task Who_was_there_is_said_for_all_at_once_and_can_be_taken_back_until_it_counts(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        Assert.True((await PlanAsync(scenario, _at, "Mill Hall")).IsDone);
        var (amina, bela) = (await scenario.UpToTheSeatAsync(Amina), await scenario.UpToTheSeatAsync(Bela, "Bela"));
        foreach (var enrolment in (Guid[])[amina, bela])
        {
            await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-3.2r"), _ => true);
        }

        Assert.Equal([GuestPlace.Invited, GuestPlace.Invited], (await ViewAsync(scenario)).Guests.Select(guest => guest.Place));
        Assert.Contains("Saturday 20 March 2027, 18:00", await FactsAsync(scenario, Amina, "E20"), StringComparison.Ordinal);
        Assert.Contains("Mill Hall", await FactsAsync(scenario, Amina, "E20"), StringComparison.Ordinal);

        await ComeAsync(scenario, amina);
        await ComeAsync(scenario, bela);
        Assert.Equal([GuestPlace.Coming, GuestPlace.Coming], (await ViewAsync(scenario)).Guests.Select(guest => guest.Place));
        await scenario.UntilAsync(bela, () => scenario.IsOpenAtAsync(bela, "PAR-3.2"), _ => false);
        await scenario.PassAsync(_at - scenario.Product.Time.GetUtcNow());
        var steps = (await ViewAsync(scenario)).Guests.ToDictionary(guest => guest.Name, guest => guest.StepId!.Value);
        var marks = new Dictionary<Guid, bool> { [steps["Amina Reed"]] = true, [steps["Bela Reed"]] = false };

        Assert.True((await MarkAsync(scenario, marks)).IsDone);
        Assert.True((await scenario.Product.RunAsync<MarkAttendance, Outcome<EventGathering>>(mark => mark.TakeBackAsync(scenario.EventId, WelcomeDay, _wren, Cancellation))).IsDone);
        await CountAsync(scenario, MarkAttendance.TimeToTakeBack);
        Assert.All((await ViewAsync(scenario)).Guests, guest => Assert.Equal(GuestPlace.ToSay, guest.Place));

        await MarkAsync(scenario, marks);
        await CountAsync(scenario, MarkAttendance.TimeToTakeBack - TimeSpan.FromMinutes(1));
        Assert.All((await ViewAsync(scenario)).Guests, guest => Assert.Equal(GuestPlace.ToSay, guest.Place));
        await CountAsync(scenario, TimeSpan.FromMinutes(1));

        Assert.Equal([("Amina Reed", GuestPlace.WasThere), ("Bela Reed", GuestPlace.CatchingUp)], (await ViewAsync(scenario)).Guests.Select(guest => (guest.Name, guest.Place)));
        Assert.Contains("The river is a neighbour", await FactsAsync(scenario, Amina, "E22"), StringComparison.Ordinal);
        Assert.False((await scenario.Product.RunAsync<MarkAttendance, Outcome<EventGathering>>(mark => mark.TakeBackAsync(scenario.EventId, WelcomeDay, _wren, Cancellation))).IsDone);
    }

    [Theory, Databases]
    public async Task That_somebody_took_back_who_was_there_stands_in_the_story_of_the_event(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.ChangeAsync(db => db.EventGatherings.Add(new EventGathering { EventId = scenario.EventId, GatheringId = WelcomeDay, Minutes = 120, CountsAt = scenario.Product.Time.GetUtcNow().AddMinutes(5) }));

        await scenario.Product.RunAsync<MarkAttendance, Outcome<EventGathering>>(mark => mark.TakeBackAsync(scenario.EventId, WelcomeDay, _wren, Cancellation));

        var told = $"event:{scenario.EventId:N}";
        Assert.Contains("Wren Alder took back who was at “Welcome Day”.", await scenario.Product.ReadAsync(db => db.Audit.Where(entry => entry.Story == told).Select(entry => entry.Sentence).ToListAsync(Cancellation)));
    }

    [Theory]
    [InlineData(4, 900, "minutes")]
    [InlineData(5, 900, null)]
    [InlineData(1440, 901, "notes")]
    [InlineData(1441, 901, "minutes")]
    public async Task It_takes_five_minutes_to_a_day_and_its_notes_are_short(int minutes, int notes, string? problem)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);

        var planned = await PlanAsync(scenario, _at, "", minutes);
        Assert.Equal(problem == "minutes" ? ["minutes"] : [], planned.Problems.Select(one => one.Key));
        var said = await MarkAsync(scenario, [], $" {new string('n', notes)} ");
        Assert.Equal(notes > 900, said.Problems["notes"] is not null);
    }

    [Theory, Databases]
    public async Task Before_it_begins_nobody_says_who_was_there(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await scenario.UpToTheWelcomeDayAsync(Amina);
        await ComeAsync(scenario, amina);
        await scenario.UntilAsync(amina, () => scenario.IsOpenAtAsync(amina, "PAR-3.2"), _ => false);
        await PlanAsync(scenario, scenario.Product.Time.GetUtcNow().AddDays(2), "Mill Hall");
        var step = await scenario.StepAsync(amina, "PAR-3.2");
        var marks = new Dictionary<Guid, bool> { [step.Id] = true };

        Assert.False((await MarkAsync(scenario, marks)).IsDone);
        Assert.False((await HoldAsync()).IsAccepted);
        await scenario.PassAsync(TimeSpan.FromDays(2));

        Assert.True((await HoldAsync()).IsAccepted);

        Task<Submission> HoldAsync() => scenario.Product.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(step.Id, step.ActorId, true, [], Cancellation));
    }

    [Theory, Databases]
    public async Task Planned_once_more_before_it_counts_and_after_it_says_who_was_there(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await scenario.UpToTheWelcomeDayAsync(Amina);
        await PlanAsync(scenario, _at, "Mill Hall");
        await ComeAsync(scenario, amina);
        await scenario.UntilAsync(amina, () => scenario.IsOpenAtAsync(amina, "PAR-3.2"), _ => false);
        await scenario.PassAsync(_at - scenario.Product.Time.GetUtcNow());
        Assert.True((await MarkAsync(scenario, new() { [(await ViewAsync(scenario)).Guests[0].StepId!.Value] = true })).IsDone);
        var next = scenario.Product.Time.GetUtcNow().AddDays(30);

        Assert.True((await PlanAsync(scenario, next, "Mill Hall")).IsDone);
        Assert.Single((await ViewAsync(scenario)).Held.Said);
        await CountAsync(scenario, MarkAttendance.TimeToTakeBack);
        Assert.Equal(GuestPlace.WasThere, Assert.Single((await ViewAsync(scenario)).Guests).Place);

        scenario.Product.Time.SetUtcNow(next.AddDays(1));
        Assert.True((await PlanAsync(scenario, next.AddDays(30), "Mill Hall")).IsDone);
        Assert.Equal(("Wren Alder", GuestPlace.WasThere), ((await ViewAsync(scenario)).Held.MarkedBy, Assert.Single((await ViewAsync(scenario)).Guests).Place));
    }

    [Theory, Databases]
    public async Task The_reminder_comes_two_days_before_the_day_that_was_set(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await scenario.UpToTheWelcomeDayAsync(Amina);
        await ComeAsync(scenario, amina);
        await PlanAsync(scenario, _tuesday, "Mill Hall");

        await AssertRemindedTwoDaysBeforeAsync(scenario);
    }

    [Theory, Databases]
    public async Task The_reminder_of_a_gathering_that_is_brought_forward_comes_two_days_before_its_new_day(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await scenario.UpToTheWelcomeDayAsync(Amina);
        await PlanAsync(scenario, new DateTimeOffset(2027, 4, 20, 17, 0, 0, TimeSpan.Zero), "Mill Hall");
        await ComeAsync(scenario, amina);

        await PlanAsync(scenario, _tuesday, "Mill Hall");

        await AssertRemindedTwoDaysBeforeAsync(scenario);
    }

    [Theory, Databases]
    public async Task Nobody_is_reminded_of_a_gathering_whose_time_was_taken_away_before_it_has_another(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await scenario.UpToTheWelcomeDayAsync(Amina);
        await PlanAsync(scenario, new DateTimeOffset(2027, 4, 20, 17, 0, 0, TimeSpan.Zero), "Mill Hall");
        await ComeAsync(scenario, amina);
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 3, 26, 10, 0, 0, TimeSpan.Zero));

        await PlanAsync(scenario, null, "");
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.DoesNotContain("E21", await scenario.OwedAsync(Amina));
        await PlanAsync(scenario, _tuesday, "Mill Hall");

        await AssertRemindedTwoDaysBeforeAsync(scenario);
    }

    /// <summary>The day until which to answer is not the gathering's own.</summary>
    [Theory, Databases]
    public async Task A_reminder_to_answer_an_invitation_says_when_the_gathering_is(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await scenario.UpToTheSeatAsync(Amina);
        await scenario.UntilAsync(amina, () => scenario.IsOpenAtAsync(amina, "PAR-3.2r"), _ => true);
        await PlanAsync(scenario, new DateTimeOffset(2027, 4, 20, 17, 0, 0, TimeSpan.Zero), "Mill Hall");
        await scenario.MoreTimeAsync(await scenario.StepAsync(amina, "PAR-3.2r"));

        await scenario.PassAsync(TimeSpan.FromDays(9));

        Assert.Contains("Tuesday 20 April 2027, 18:00", await FactsAsync(scenario, Amina, "E03"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Nobody_is_reminded_of_a_gathering_that_has_no_day_yet(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await scenario.UpToTheWelcomeDayAsync(Amina);
        await ComeAsync(scenario, amina);
        await scenario.UntilAsync(amina, () => scenario.IsOpenAtAsync(amina, "PAR-3.2"), _ => false);

        Assert.DoesNotContain("E21", await scenario.OwedAsync(Amina));
    }

    [Theory, Databases]
    public async Task A_time_lies_ahead_and_stands_in_the_calendar_file(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        Assert.Contains("must lie ahead", (await PlanAsync(scenario, scenario.Product.Time.GetUtcNow().AddHours(-1), "")).Problems["startsAt"], StringComparison.Ordinal);
        const string Where = "Mill Hall, upstairs; ring twice, and if nobody hears you: Ödön lives across the yard, behind the green door";
        Assert.True((await PlanAsync(scenario, _at, Where)).IsDone);
        var view = await ViewAsync(scenario);
        var file = CalendarFile.Write(await scenario.Product.ReadAsync(db => db.Events.SingleAsync(Cancellation)), [(view.Held, view.Text.Title)], scenario.Product.Time.GetUtcNow());

        Assert.All(file.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75));
        var lines = file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR"), (lines[0], lines[^2]));
        foreach (var line in new[]
        {
            "VERSION:2.0", $"UID:{view.Held.Id:N}@orrin", $"SEQUENCE:{view.Held.Revision}", "DTSTART:20270320T180000Z", "DTEND:20270320T200000Z", "SUMMARY:Welcome Day – Listening to the Orrin",
            "LOCATION:" + Where.Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal),
        })
        {
            Assert.Contains(line, lines);
        }
    }

    [Fact]
    public async Task Ways_of_meeting_are_suggested_by_purpose_size_and_time()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        await PlanAsync(scenario, _at, "");
        var view = await ViewAsync(scenario);

        var suggested = scenario.Product.Services.GetRequiredService<StructureLibrary>().SuggestFor(view);

        Assert.NotEmpty(suggested);
        Assert.All(suggested, one => Assert.Contains("onboarding", one.Suits));
        Assert.All(suggested, one => Assert.True(one.People.Holds(view.Gathering.People.From) && one.Minutes.From <= 120));
        Assert.DoesNotContain(suggested, one => view.Gathering.Structures.Contains(one.Id));
    }

    static Task<Outcome<EventGathering>> PlanAsync(Scenario scenario, DateTimeOffset? at, string where, int minutes = 120) =>
        scenario.Product.RunAsync<PlanGathering, Outcome<EventGathering>>(plan => plan.ExecuteAsync(scenario.EventId, WelcomeDay, at, minutes, where, _wren, Cancellation));

    static Task<Outcome<EventGathering>> MarkAsync(Scenario scenario, Dictionary<Guid, bool> marks, string notes = "The river is a neighbour.") =>
        scenario.Product.RunAsync<MarkAttendance, Outcome<EventGathering>>(mark => mark.ExecuteAsync(scenario.EventId, WelcomeDay, marks, notes, _wren, Cancellation));

    static Task<Submission> ComeAsync(Scenario scenario, Guid enrolment) => scenario.SubmitAsync(enrolment, "PAR-3.2r", new() { ["coming"] = "yes" });

    /// <summary>Of the thirtieth of March, and not a day sooner.</summary>
    static async Task AssertRemindedTwoDaysBeforeAsync(Scenario scenario)
    {
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 3, 27, 22, 0, 0, TimeSpan.Zero));
        Assert.DoesNotContain("E21", await scenario.OwedAsync(Amina));
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 3, 28, 10, 0, 0, TimeSpan.Zero));

        Assert.Single(await scenario.OwedAsync(Amina), "E21");
        Assert.Contains("Tuesday 30 March 2027, 18:00", await FactsAsync(scenario, Amina, "E21"), StringComparison.Ordinal);
    }

    static async Task CountAsync(Scenario scenario, TimeSpan span)
    {
        await scenario.PassAsync(span);
        await scenario.Product.Services.GetRequiredService<CountAttendance>().ExecuteAsync(Cancellation);
        await scenario.PassAsync(TimeSpan.Zero);
    }

    static async Task<GatheringView> ViewAsync(Scenario scenario) =>
        (await scenario.Product.Operations.ReadAsync<ReadGatherings, IReadOnlyList<GatheringView>>(read => read.OfEventAsync(scenario.EventId, Cancellation))).Single(one => one.Gathering.Id == WelcomeDay);

    static Task<string> FactsAsync(Scenario scenario, string email, string template) => scenario.Product.ReadAsync(db =>
        (from mail in db.Outbox
         join person in db.People on mail.PersonId equals person.Id
         where person.Email == email && mail.Template == template
         orderby mail.CreatedAt descending
         select mail.Facts).FirstAsync(Cancellation));
}
