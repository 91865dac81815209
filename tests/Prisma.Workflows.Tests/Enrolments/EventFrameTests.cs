using Prisma.Workflows.Events.Planning;

namespace Prisma.Workflows.Tests.Enrolments;

/// <summary>What is handed in of an event's name, place, days and seats is said of the event.</summary>
public sealed class EventFrameTests
{
    [Theory, Databases]
    public async Task Calling_an_event_for_other_days_at_another_place_moves_it_there(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.ReadAsync(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(one => one.CallOpenedAt, (DateTimeOffset?)null), Cancellation));
        var codesign = await CallAsync(scenario);

        await scenario.SubmitAsync(codesign, "EV-1.1", await AsPrefilledAsync(scenario, answers => (answers["place"], answers["days"]) = ("Upper Orrin", new JsonObject { ["from"] = "2027-10-04", ["to"] = "2027-10-13" })));

        var now = await EventAsync(scenario);
        Assert.Equal(("Upper Orrin", new DateOnly(2027, 10, 4), new DateOnly(2027, 10, 13)), (now.Place, now.StartsOn, now.EndsOn));
        Assert.Single(await ToldAsync(scenario, now), "What is known about the event was changed.");
    }

    [Theory, Databases]
    public async Task An_event_that_is_called_as_it_was_set_up_stays_as_it_is(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await CallAsync(scenario);
        var before = await EventAsync(scenario);

        await scenario.SubmitAsync(codesign, "EV-1.1", await AsPrefilledAsync(scenario, _ => { }));

        var now = await EventAsync(scenario);
        Assert.Equal(EventDetails.Of(before), EventDetails.Of(now));
        Assert.DoesNotContain("What is known about the event was changed.", await ToldAsync(scenario, now));
    }

    [Theory, Databases]
    public async Task Seats_set_aside_and_the_last_day_of_the_call_are_taken_over(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await SetAsideAsync(scenario, "local: 50%");
        var before = await EventAsync(scenario);
        var codesign = await CallAsync(scenario);
        var quotas = new JsonArray(new JsonObject { ["who"] = "local", ["floor"] = 40 }, new JsonObject { ["who"] = "scribe", ["floor"] = 5, ["ceiling"] = 20, ["hard"] = true }, new JsonObject { ["who"] = "developer", ["floor"] = 0, ["ceiling"] = 45 });

        await scenario.SubmitAsync(codesign, "EV-1.1", await AsPrefilledAsync(scenario, answers => (answers["quotas"], answers["partner_pool"], answers["call_closes"]) = (quotas, 6, "2027-06-01")));

        var now = await EventAsync(scenario);
        Assert.Equal(("local: 40%\nscribe: 5-20%, hard\ndeveloper: 0-45%", new DateOnly(2027, 6, 1)), (now.SeatsSetAside, now.CallClosesOn!.Value));
        Assert.Equal((4, 6), (before.PartnerPlaces, now.PartnerPlaces));
        Assert.Equal([16, 2, 0], Quota.Read(now.SeatsSetAside, out _).Select(quota => quota.Least(now.Capacity)));
    }

    [Theory, Databases]
    public async Task Seats_set_aside_by_number_are_asked_in_percent_and_stay_as_they_were_written(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await SetAsideAsync(scenario, "scribe: 2, hard\nlocal: 50%");
        var codesign = await CallAsync(scenario);
        var shown = await AsPrefilledAsync(scenario, _ => { });
        Assert.Equal("""[{"who":"scribe","floor":5,"hard":true},{"who":"local","floor":50}]""", shown["quotas"]!.ToJsonString());

        await scenario.SubmitAsync(codesign, "EV-1.1", await AsPrefilledAsync(scenario, answers => answers["name"] = "The Orrin Springs"));

        Assert.Equal(("The Orrin Springs", "scribe: 2, hard\nlocal: 50%"), (await EventAsync(scenario)) is var now ? (now.Name, now.SeatsSetAside) : default);
    }

    [Theory, Databases]
    public async Task A_call_that_would_close_after_the_event_has_begun_is_not_taken_over(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await CallAsync(scenario);
        var before = await EventAsync(scenario);

        await scenario.SubmitAsync(codesign, "EV-1.1", await AsPrefilledAsync(scenario, answers => answers["call_closes"] = "2027-09-07"));

        Assert.Equal(before.CallClosesOn, (await EventAsync(scenario)).CallClosesOn);
        Assert.Equal(1, await scenario.ToldTheLeadAsync("The call cannot stay open after the event has begun."));
    }

    [Theory, Databases]
    public async Task Once_the_call_is_open_other_days_are_not_taken_over_and_the_lead_hears_why(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await CallAsync(scenario);
        var before = await EventAsync(scenario);

        await scenario.SubmitAsync(codesign, "EV-1.1", await AsPrefilledAsync(scenario, answers => answers["days"] = new JsonObject { ["from"] = "2027-10-04", ["to"] = "2027-10-13" }));

        Assert.Equal(EventDetails.Of(before), EventDetails.Of(await EventAsync(scenario)));
        Assert.Equal(1, await scenario.ToldTheLeadAsync("The event stays as it was"));
        Assert.False(await scenario.IsOpenAsync(codesign, "EV-1.1"));
    }

    /// <summary>Its text names them; other days are told to it, or signed again (domain.md §13.5).</summary>
    [Theory, Databases]
    public async Task Once_a_hub_has_signed_for_the_days_they_are_moved_and_not_edited(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.ChangeAsync(db => db.Events.Single().CallOpenedAt = null);
        var before = EventDetails.Of(await EventAsync(scenario));
        var later = before with { StartsOn = before.StartsOn!.Value.AddDays(21), EndsOn = before.EndsOn!.Value.AddDays(21) };
        Assert.True((await EditAsync(later)).IsDone);

        await scenario.ReachAsync(SignalNames.Hosted);

        var refused = await EditAsync(before);
        Assert.Equal(["endsOn", "startsOn"], refused.Problems.Select(problem => problem.Key).Order());
        Assert.Equal(later, EventDetails.Of(await EventAsync(scenario)));
        Assert.True((await EditAsync(later with { Name = "The Orrin Springs", Profile = Profile.Full })).IsDone);

        Task<Outcome<Event>> EditAsync(EventDetails details) =>
            scenario.Product.RunAsync<EditEvent, Outcome<Event>>(edit => edit.ExecuteAsync(scenario.EventId, details, new Actor(null, "Wren Alder"), Cancellation));
    }

    static Task<int> SetAsideAsync(Scenario scenario, string lines) =>
        scenario.Product.ReadAsync(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(one => one.SeatsSetAside, lines), Cancellation));

    static async Task<Guid> CallAsync(Scenario scenario)
    {
        await scenario.FillTeamAsync();
        return await scenario.WorkAfterAsync(scenario.CallEventAsync());
    }

    static async Task<JsonObject> AsPrefilledAsync(Scenario scenario, Action<JsonObject> change)
    {
        var answers = JsonNode.Parse(EventAnswers.Of(await EventAsync(scenario), "F-20a"))!.AsObject();
        change(answers);
        return answers;
    }

    static Task<Event> EventAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Events.AsNoTracking().SingleAsync(Cancellation));

    static Task<List<string>> ToldAsync(Scenario scenario, Event theEvent) => scenario.Product.ReadAsync(db => db.Audit.Where(entry => entry.Story == theEvent.Story).Select(entry => entry.Sentence).ToListAsync(Cancellation));
}
