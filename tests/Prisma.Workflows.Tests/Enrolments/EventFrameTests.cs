using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Enrolments;

/// <summary>What is handed in of an event's name, place, days and seats is said of the event.</summary>
public sealed class EventFrameTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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

    static async Task<Guid> CallAsync(Scenario scenario)
    {
        await scenario.FillTeamAsync();
        return (await scenario.WorkAfterAsync(scenario.Product.RunAsync<CallEvent, Outcome<Enrolment>>(call => call.ExecuteAsync(scenario.EventId, new Actor(null, "Wren Alder"), Cancellation)))).Value!.Id;
    }

    static async Task<JsonObject> AsPrefilledAsync(Scenario scenario, Action<JsonObject> change)
    {
        var answers = JsonNode.Parse(await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.Key == "EV-1.1").Select(step => step.Draft).SingleAsync(Cancellation)))!.AsObject();
        change(answers);
        return answers;
    }

    static Task<Event> EventAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Events.AsNoTracking().SingleAsync(Cancellation));

    static Task<List<string>> ToldAsync(Scenario scenario, Event theEvent) => scenario.Product.ReadAsync(db => db.Audit.Where(entry => entry.Story == theEvent.Story).Select(entry => entry.Sentence).ToListAsync(Cancellation));
}
