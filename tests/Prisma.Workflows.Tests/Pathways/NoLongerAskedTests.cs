using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Tests.Authoring.Outline;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>A task that asks whether to go on without something falls away once that has come.</summary>
public sealed class NoLongerAskedTests
{
    const string Amina = "amina@reed.example", First = "well.dug", Second = "well.lined";

    [Theory, Databases]
    public async Task Whoever_waits_goes_on_by_itself_and_nobody_asks_the_lead_any_more(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, designConsented: false);
        var enrolment = await scenario.UpToTheOfferAsync(Amina);
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-2.4d"), _ => false);
        var asked = await scenario.StepAsync(enrolment, "PAR-2.4d");

        await scenario.ReachAsync(SignalNames.DesignConsented);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        var closed = await scenario.Product.ReadAsync(db => db.Steps.SingleAsync(step => step.Id == asked.Id, Cancellation));
        Assert.Equal(StepState.Skipped, closed.State);
        Assert.Contains("E48", await scenario.OwedAsync(Amina));
        Assert.Contains("“May offers go out before the design is settled?” is no longer asked. The design is consented.", await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task It_is_asked_until_all_of_several_have_come_and_not_at_all_where_they_had(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.PublishAsync(AsksUnlessBoth());
        var asked = await InviteAsync(scenario);
        await scenario.ReachAsync(First);
        Assert.True(await scenario.IsOpenAtAsync(asked, "NET-1.0d"));

        // What holds no longer is waited for again.
        await scenario.Product.ChangeAsync(db => db.EventSignals.RemoveRange(db.EventSignals.Where(signal => signal.Name == First)));
        await scenario.ReachAsync(Second);
        Assert.True(await scenario.IsOpenAtAsync(asked, "NET-1.0d"));
        await scenario.ReachAsync(First);
        Assert.False(await scenario.IsOpenAtAsync(asked, "NET-1.0d"));
        Assert.Equal(1, await scenario.Product.CompletedAsync("received"));

        await InviteAsync(scenario, "Ida");
        Assert.Equal(2, await scenario.Product.CompletedAsync("received"));
        Assert.Equal(1, await scenario.ToldTheLeadAsync("Dig a well?"));
    }

    [Theory, Databases]
    public async Task Whoever_answers_it_before_is_waited_for_no_more(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.PublishAsync(AsksUnlessBoth());
        var asked = await InviteAsync(scenario);

        Assert.True((await scenario.FinishAsync(asked, "NET-1.0d", "It was dug by hand.")).IsAccepted);
        await scenario.ReachAsync(First, Second);

        Assert.Equal((1, 0), (await scenario.Product.CompletedAsync("done"), await scenario.Product.CompletedAsync("received")));
    }

    [Theory, Databases]
    public async Task A_machine_that_dies_while_it_is_said_leaves_the_task_open_until_it_is_said_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.PublishAsync(AsksUnlessBoth());
        var asked = await InviteAsync(scenario);
        await scenario.ReachAsync(First);

        await Assert.ThrowsAsync<OperationCanceledException>(() => scenario.Product.RunAsync<RecordSignal>(async record =>
        {
            await record.ReachAsync(scenario.EventId, Second, new Actor(null, "Wren Alder"), Cancellation);
            throw new OperationCanceledException("The power went.");
        }));
        Assert.True(await scenario.IsOpenAtAsync(asked, "NET-1.0d"));
        Assert.False(await scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(signal => signal.Name == Second, Cancellation)));

        await scenario.ReachAsync(Second);
        Assert.False(await scenario.IsOpenAtAsync(asked, "NET-1.0d"));
        Assert.Equal(1, await scenario.Product.CompletedAsync("received"));
    }

    static Task<Guid> InviteAsync(Scenario scenario, string name = "Noor") => scenario.InviteAsync(Pathway.Network, $"{name}’s Water Network", name, $"{name.ToLowerInvariant()}@aske.example");

    static string AsksUnlessBoth()
    {
        var pathway = JsonNode.Parse(Sketch.Of(
            ["start:Elsa.Start", "asks:Prisma.Task", "done:Elsa.WriteLine", "blocked:Elsa.WriteLine", "received:Elsa.WriteLine"],
            "start>asks", "asks.Done>done", "asks.Blocked>blocked", "asks.Received>received"))!;
        (pathway["id"], pathway["definitionId"]) = ("asks-unless-v1", Pathway.Network);
        var steps = pathway["root"]!["activities"]!.AsArray().ToDictionary(step => step!["id"]!.ToString(), step => step!.AsObject());
        Set("asks", "step", "NET-1.0d");
        Set("asks", "title", "Dig a well?");
        Set("asks", "signals", $"[\"{First}\", \"{Second}\"]", "Object");
        foreach (var end in new[] { "done", "blocked", "received" })
            Set(end, "text", end);
        return pathway.ToJsonString();

        void Set(string step, string input, string value, string type = "Literal") =>
            steps[step][input] = new JsonObject { ["typeName"] = type == "Literal" ? "String" : type, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
    }
}
