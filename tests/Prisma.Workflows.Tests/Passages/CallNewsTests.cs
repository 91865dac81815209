using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways;

namespace Prisma.Workflows.Tests.Passages;

public sealed class CallNewsTests
{
    const string Lina = "lina@moss.example", Ida = "ida@fern.example";

    static readonly Actor _wren = new(null, "Wren Alder");

    static readonly DateOnly _planned = new(2027, 6, 6), _early = new(2027, 3, 14);

    [Theory, Databases]
    public async Task A_call_closes_early_when_three_complete_applications_have_come_for_every_seat(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        await scenario.Product.ChangeAsync(db => db.People.Add(new Person { FirstName = "Ida", Email = Ida, TimeZone = "Europe/Lisbon", CreatedAt = Product.Beginning, WantsNews = true }));
        await scenario.ApplyAsync(Lina, "Lina");
        string[] complete = ["amina@reed.example", "tomas@fern.example", "kofi@hill.example"];
        foreach (var email in complete)
        {
            Assert.Equal(_planned, await LookAtTheCallAsync(scenario));
            await scenario.SubmitApplicationAsync(await scenario.ApplyAsync(email));
        }

        Assert.Equal(_early, await LookAtTheCallAsync(scenario));
        Assert.Single(await scenario.OwedAsync(Ida), "E45b");
        Assert.Contains("E45b", await scenario.OwedAsync(Lina));
        Assert.DoesNotContain("E45b", await scenario.OwedAsync(complete[0]));
        Assert.True(await scenario.Product.ReadAsync(db => db.Outbox.AnyAsync(mail => mail.Template == "E68" && mail.Facts.Contains("The call closes early, on Sunday 14 March 2027"))));
        Assert.Contains("The call for participants closes early.", await StoryOfTheEventAsync(scenario));
        Assert.Equal(CallState.Open, await CallAsync(scenario));

        await scenario.PassAsync(TimeSpan.FromDays(5));
        Assert.Equal(CallState.Closed, await CallAsync(scenario));
    }

    [Theory, Databases]
    public async Task A_call_that_the_lead_opens_again_stays_open(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        foreach (var email in (string[])["amina@reed.example", "tomas@fern.example", "kofi@hill.example"])
        {
            await scenario.SubmitApplicationAsync(await scenario.ApplyAsync(email));
        }

        Assert.Equal(_early, await LookAtTheCallAsync(scenario));
        await scenario.PassAsync(TimeSpan.FromDays(5));
        var again = new CallRequest(_planned, false, false, "") { IntentionConsented = true, Hosted = true };
        await scenario.Product.RunAsync<OpenCall, Outcome<Event>>(open => open.ExecuteAsync(scenario.EventId, again, _wren, TestContext.Current.CancellationToken));

        Assert.Equal(_planned, await LookAtTheCallAsync(scenario));
        Assert.Equal(CallState.Open, await CallAsync(scenario));
    }

    [Theory, Databases]
    public async Task Whoever_asked_to_hear_of_calls_gets_one_mail_when_a_call_opens(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var cancellation = TestContext.Current.CancellationToken;
        var interest = new JsonObject { ["first_name"] = "Ida", ["email"] = Ida, ["keep_informed"] = true };
        await scenario.Product.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(scenario.EventId, Pathway.Participant, interest, null, cancellation));
        await scenario.ApplyAsync("amina@reed.example");
        var next = await scenario.AddEventAsync("Another spring", "another-spring");
        var request = new CallRequest(new DateOnly(2027, 6, 6), true, false, "") { IntentionConsented = true, Hosted = true };
        for (var again = 0; again < 2; again++)
        {
            await scenario.WorkAfterAsync(scenario.Product.RunAsync<OpenCall, Outcome<Event>>(open =>
                open.ExecuteAsync(next, request, _wren, cancellation)));
        }

        Assert.Single(await scenario.OwedAsync(Ida), "E45");
        Assert.Contains(scenario.Product.Mail.To(Ida), mail => mail.TextBody!.ReplaceLineEndings(" ").Contains("takes about 20 minutes", StringComparison.Ordinal));
        Assert.DoesNotContain("E45", await scenario.OwedAsync("amina@reed.example"));
    }

    /// <summary>domain.md §16.2, E45: the purpose in four lines, who is called, what it costs.</summary>
    [Fact]
    public async Task What_the_hub_says_of_its_event_stands_in_the_mail_that_invites()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        await MovedEventTests.HostAsync(scenario);
        await scenario.Product.ChangeAsync(db =>
        {
            var (hub, now) = (db.Enrolments.Single(one => one.Pathway == Pathway.Hub), scenario.Product.Time.GetUtcNow());
            db.People.Add(new Person { FirstName = "Ida", Email = Ida, TimeZone = "Europe/Lisbon", CreatedAt = Product.Beginning, WantsNews = true });
            db.People.Single(one => one.Id == hub.PersonId).WantsNews = true;
            db.TeamMembers.Add(new TeamMember { EventId = scenario.EventId, PersonId = hub.PersonId, Part = Part.HubLead });
            db.Add(new Step { EnrolmentId = hub.Id, Key = "HUB-4.1", Round = 1, Kind = StepKind.Form, Title = "The page", StageKey = "HUB-4", ActorId = hub.PersonId, ActorPart = "stakeholder", FormId = "F-06b", FormVersion = 1, OpenedAt = now, DueAt = now, State = StepState.Submitted, ClosedAt = now, Answers = """{"aims_to":"listen to the river","in_order_to":"know what it asks","in_a_way_that":"lets its people speak first","so_that":"the spring is looked after","who_is_called":"Whoever has wet feet here.","cost":"Nothing but bread.","bursaries":"Travel is paid back"}""" });
            db.Add(new Review { EnrolmentId = hub.Id, StepKey = "HUB-4.2", GateId = "H4", Round = 1, Title = "Is the page true?", OpenedAt = now, DueAt = now, DecidedAt = now, Outcome = Decision.Consented });
        });

        await scenario.PassAsync(new DateTimeOffset(2027, 5, 30, 12, 0, 0, TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await LookAgainAsync(scenario);
        await scenario.PassAsync(TimeSpan.FromDays(1));

        Assert.DoesNotContain("E45", await scenario.OwedAsync("maren@brook.example"));
        Assert.Contains("bread.\n\nHelp with it: Travel is paid back\n\n", Assert.Single(scenario.Product.Mail.To(Ida)).TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var text = Assert.Single(scenario.Product.Mail.To(Ida)).TextBody!.ReplaceLineEndings(" ");
        Assert.All(
            ["It aims to listen to the river", "In order to know what it asks", "In a way that lets its people speak first", "So that the spring is looked after", "Who is called: Whoever has wet feet here.", "What it costs: Nothing but bread.", "Answer the call: https://prisma.example/e/orrin/apply "],
            said => Assert.Contains(said, text, StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Whoever_asked_to_hear_of_calls_and_has_not_answered_hears_once_more_a_week_before_it_closes(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        foreach (var (name, email) in new[] { ("Ida", Ida), ("Lina", Lina) })
        {
            await scenario.Product.ChangeAsync(db => db.People.Add(new Person { FirstName = name, Email = email, TimeZone = "Europe/Lisbon", CreatedAt = Product.Beginning, WantsNews = true }));
        }

        await scenario.ApplyAsync(Lina, "Lina");
        await scenario.PassAsync(new DateTimeOffset(2027, 5, 29, 12, 0, 0, TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await LookAgainAsync(scenario);
        Assert.DoesNotContain("E45", await scenario.OwedAsync(Ida));

        for (var day = 0; day < 3; day++)
        {
            await scenario.PassAsync(TimeSpan.FromDays(1));
            await LookAgainAsync(scenario);
        }

        Assert.Single(await scenario.OwedAsync(Ida), "E45");
        Assert.DoesNotContain("E45", await scenario.OwedAsync(Lina));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.Contains("The call is open for one more week", Assert.Single(scenario.Product.Mail.To(Ida)).TextBody, StringComparison.Ordinal);
    }

    /// <summary>30 May 2027 is a Sunday (domain.md §5.3).</summary>
    [Theory, Databases]
    public async Task Whoever_rests_on_sundays_hears_of_it_on_monday(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.ChangeAsync(db => db.People.Add(new Person { FirstName = "Ida", Email = Ida, TimeZone = "Europe/Lisbon", CreatedAt = Product.Beginning, WantsNews = true, RestDays = [DayOfWeek.Sunday] }));
        await scenario.PassAsync(new DateTimeOffset(2027, 5, 30, 12, 0, 0, TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await LookAgainAsync(scenario);
        await scenario.PassAsync(TimeSpan.FromHours(1));

        Assert.Empty(scenario.Product.Mail.To(Ida));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.Single(scenario.Product.Mail.To(Ida));
    }

    static Task LookAgainAsync(Scenario scenario) => scenario.Product.Services.GetRequiredService<TellOfCallsAgain>().ExecuteAsync(TestContext.Current.CancellationToken);

    /// <summary>What the hourly look does; answers the last day of the call.</summary>
    static async Task<DateOnly?> LookAtTheCallAsync(Scenario scenario)
    {
        await scenario.Product.Services.GetRequiredService<CloseCallsEarly>().ExecuteAsync(TestContext.Current.CancellationToken);
        await scenario.WorkAsync();
        return (await EventAsync(scenario)).CallClosesOn;
    }

    static async Task<CallState> CallAsync(Scenario scenario) => EventClock.CallAt(await EventAsync(scenario), scenario.Product.Time.GetUtcNow());

    static Task<Event> EventAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Events.SingleAsync(one => one.Id == scenario.EventId));

    static async Task<List<string>> StoryOfTheEventAsync(Scenario scenario)
    {
        var story = (await EventAsync(scenario)).Story;
        return await scenario.Product.ReadAsync(db => db.Audit.Where(entry => entry.Story == story).Select(entry => entry.Sentence).ToListAsync());
    }
}
