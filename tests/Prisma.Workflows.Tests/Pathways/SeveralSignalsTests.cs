using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways.Runs;
using Prisma.Workflows.Tests.Authoring.Outline;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>Somebody waits for all of several signals, for two weeks at most.</summary>
public sealed class SeveralSignalsTests
{
    const string First = "well.dug", Second = "well.lined";

    [Theory, Databases]
    public async Task The_last_day_holds_also_once_the_first_of_them_was_reached(DatabaseProvider provider)
    {
        await using var scenario = await WaitingAsync(provider);
        await scenario.ReachAsync(First);

        await scenario.PassAsync(TimeSpan.FromDays(13));
        Assert.Equal((0, 0), await EndedAsync(scenario));
        await scenario.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal((0, 1), await EndedAsync(scenario));
    }

    [Theory, Databases]
    public async Task It_goes_on_once_all_are_reached_in_whatever_order(DatabaseProvider provider)
    {
        foreach (var order in new[] { (First, Second), (Second, First) })
        {
            await using var scenario = await WaitingAsync(provider);
            await scenario.ReachAsync(order.Item1);
            Assert.Equal((0, 0), await EndedAsync(scenario));
            await scenario.ReachAsync(order.Item2);
            await scenario.PassAsync(TimeSpan.FromDays(15));

            Assert.Equal((1, 0), await EndedAsync(scenario));
        }
    }

    [Theory, Databases]
    public async Task One_that_no_longer_holds_when_the_other_comes_is_waited_for_again(DatabaseProvider provider)
    {
        await using var scenario = await WaitingAsync(provider);
        await scenario.ReachAsync(First);
        await scenario.Product.ChangeAsync(db => db.EventSignals.RemoveRange(db.EventSignals.Where(signal => signal.Name == First)));
        await scenario.ReachAsync(Second);
        Assert.Equal((0, 0), await EndedAsync(scenario));

        await scenario.ReachAsync(First);

        Assert.Equal((1, 0), await EndedAsync(scenario));
    }

    [Theory, Databases]
    public async Task What_was_reached_unheard_is_heard_at_the_next_look_and_nothing_else_is(DatabaseProvider provider)
    {
        await using var scenario = await WaitingAsync(provider);
        await ReachUnheardAsync(scenario, First);
        Assert.Equal(1, await HearMissedAsync(scenario));
        Assert.Equal(0, await HearMissedAsync(scenario));
        Assert.Equal((0, 0), await EndedAsync(scenario));

        await ReachUnheardAsync(scenario, Second);
        await scenario.Product.ChangeAsync(db => db.Events.Single(one => one.Id == scenario.EventId).PausedAt = Product.Beginning);
        Assert.Equal(0, await HearMissedAsync(scenario));
        await scenario.Product.ChangeAsync(db => db.Events.Single(one => one.Id == scenario.EventId).PausedAt = null);
        Assert.Equal(1, await HearMissedAsync(scenario));

        Assert.Equal((1, 0), await EndedAsync(scenario));
    }

    [Fact]
    public async Task Two_nodes_of_which_one_begins_to_wait_while_the_other_reaches_it_leave_nobody_waiting()
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.PostgreSql);
        await using var other = scenario.Product.StartAnother();
        await scenario.Product.PublishAsync(WaitsForBoth());
        await scenario.ReachAsync(Second);
        var reached = false;
        await scenario.Product.RunAsync<InviteOrganisation>(async invite =>
        {
            await invite.ExecuteAsync(scenario.EventId, new Invitation(Pathway.Network, "Slow Water Network", "Noor Aske", "noor@aske.example"), new Actor(null, "Wren Alder"), Cancellation);
            if (!reached)
                await other.RunAsync<RecordSignal, Outcome<Event>>(record => record.ReachAsync(scenario.EventId, First, new Actor(null, "Wren Alder"), Cancellation));
            reached = true;
        });

        await HearMissedAsync(scenario);

        Assert.Equal((1, 0), await EndedAsync(scenario));
    }

    static Task<int> HearMissedAsync(Scenario scenario) => scenario.Product.Services.GetRequiredService<HearMissed>().ExecuteAsync(Cancellation);

    static Task ReachUnheardAsync(Scenario scenario, string signal) =>
        scenario.Product.ChangeAsync(db => db.EventSignals.Add(new EventSignal { EventId = scenario.EventId, Name = signal, At = Product.Beginning, By = "Wren Alder" }));

    static async Task<(int Received, int TimedOut)> EndedAsync(Scenario scenario) => (await scenario.Product.CompletedAsync("received"), await scenario.Product.CompletedAsync("late"));

    static async Task<Scenario> WaitingAsync(DatabaseProvider provider)
    {
        var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.PublishAsync(WaitsForBoth());
        await scenario.InviteAsync(Pathway.Network, "Slow Water Network", "Noor Aske", "noor@aske.example");
        return scenario;
    }

    static string WaitsForBoth()
    {
        var pathway = JsonNode.Parse(Sketch.Of(["start:Elsa.Start", "waits:Prisma.WaitSignal", "received:Elsa.WriteLine", "late:Elsa.WriteLine"], "start>waits", "waits.Received>received", "waits.TimedOut>late"))!;
        (pathway["id"], pathway["definitionId"]) = ("several-signals-v1", Pathway.Network);
        var steps = pathway["root"]!["activities"]!.AsArray().ToDictionary(step => step!["id"]!.ToString(), step => step!.AsObject());
        Set("waits", "signals", $"[\"{First}\", \"{Second}\"]", "Object");
        Set("waits", "mode", "all");
        Set("waits", "timeout", "P14D");
        Set("received", "text", "received");
        Set("late", "text", "late");
        return pathway.ToJsonString();

        void Set(string step, string input, string value, string type = "Literal") =>
            steps[step][input] = new JsonObject { ["typeName"] = type == "Literal" ? "String" : type, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
    }
}
