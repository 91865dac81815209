using Prisma.Workflows.Authoring;
using Prisma.Workflows.Runtime.Triggers;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Runtime;

/// <summary>What starts a published definition by itself: events and times, once each, on however many nodes.</summary>
public sealed class TriggerTests
{
    [Theory, Databases]
    public async Task An_event_starts_what_it_triggers_and_hands_over_what_it_carries(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var heard = Starting(Wait("heard", "rain"));
        heard["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "Rain" } };
        var definition = JsonNode.Parse(Chain("listens", heard, Say("said")))!;
        definition["outputs"] = new JsonArray(new JsonObject { ["name"] = "Rain", ["type"] = "Object" });
        await product.PublishAsync(definition.ToJsonString());

        Assert.Equal(1, await product.RaiseAsync("rain", new JsonObject { ["mm"] = 3 }, correlationId: "orrin"));
        Assert.Equal(0, await product.RaiseAsync("snow"));

        var (id, correlation) = await product.ReadAsync(async db => await db.Instances.Select(one => new { one.Id, one.CorrelationId }).SingleAsync() is var one ? (one.Id, one.CorrelationId) : default);
        Assert.Equal("""{"mm":3}""", (await product.InstanceAsync(id)).Output["Rain"]!.ToJsonString());
        Assert.Equal("orrin", correlation);
        Assert.Equal(["Finished"], await product.StatesAsync("listens"));
    }

    [Theory, Databases]
    public async Task An_event_first_starts_and_then_wakes_who_waited_before(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("listens", Starting(Wait("first", "rain")), Wait("second", "rain"), Say("said")));
        await product.RaiseAsync("rain");
        Assert.Equal(["Suspended"], await product.StatesAsync("listens"));

        Assert.Equal(2, await product.RaiseAsync("rain"));
        Assert.Equal(["Finished", "Suspended"], (await product.StatesAsync("listens")).Order(StringComparer.Ordinal));
    }

    [Theory, Databases]
    public async Task Only_the_published_version_is_triggered(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("listens", Starting(Wait("heard", "rain")), Say("old")));
        await product.PublishAsync(Chain("listens", Starting(Wait("heard", "snow")), Say("new")).Replace("\"version\":1,\"options\"", "\"version\":2,\"options\"", StringComparison.Ordinal).Replace("listens-1", "listens-2", StringComparison.Ordinal));

        Assert.Equal(0, await product.RaiseAsync("rain"));
        Assert.Equal(1, await product.RaiseAsync("snow"));
        Assert.Equal((0, 1), (await product.CompletedAsync("old"), await product.CompletedAsync("new")));

        await product.RunAsync<PrismaDbContext>(async db => (await db.Definitions.SingleAsync(version => version.IsPublished, Cancellation)).IsPublished = false);
        Assert.Equal(0, await product.RaiseAsync("snow"));
        Assert.Equal(0, await product.ReadAsync(db => db.Triggers.CountAsync()));
    }

    [Theory, Databases]
    public async Task A_draft_triggers_nothing(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(Chain("listens", Starting(Wait("heard", "rain"))), false, "Wren Alder", Cancellation));

        Assert.Equal(0, await product.RaiseAsync("rain"));
    }

    [Theory, Databases]
    public async Task Times_start_instances_once_however_many_nodes_look(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await using var other = product.StartAnother();
        await product.PublishAsync(
            Chain("timer", Starting(Activity("Elsa.Timer", "tick", ("interval", "01:00:00"))), Say("ticked")),
            Chain("cron", Starting(Activity("Elsa.Cron", "noon", ("cronExpression", "0 0 12 * * *"))), Say("struck")),
            Chain("once", Starting(Activity("Elsa.StartAt", "at", ("dateTime", "2027-03-10T11:30:00Z"))), Say("began")));
        Assert.Equal(0, await StartDueAsync(product));

        foreach (var _ in Enumerable.Range(0, 4))
        {
            product.Time.Advance(TimeSpan.FromHours(1));
            other.Time.SetUtcNow(product.Time.GetUtcNow());
            await Task.WhenAll(StartDueAsync(product), StartDueAsync(other), StartDueAsync(product));
        }

        Assert.Equal((4, 1, 1), (await product.CompletedAsync("ticked"), await product.CompletedAsync("struck"), await product.CompletedAsync("began")));
        Assert.Equal(["cron", "timer"], await product.ReadAsync(db => db.Triggers.OrderBy(trigger => trigger.DefinitionId).Select(trigger => trigger.DefinitionId).ToListAsync()));
    }

    [Theory, Databases]
    public async Task What_was_missed_is_made_up_for_once(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("timer", Starting(Activity("Elsa.Timer", "tick", ("interval", "01:00:00"))), Say("ticked")));
        product.Time.Advance(TimeSpan.FromHours(10.5));
        await product.RestartAsync();

        Assert.Equal(1, await StartDueAsync(product));
        Assert.Equal(0, await StartDueAsync(product));
        Assert.Equal(product.Time.GetUtcNow().AddHours(1), await product.ReadAsync(db => db.Triggers.Select(trigger => trigger.DueAt).SingleAsync()));
    }

    [Theory, Databases]
    public async Task A_trigger_that_cannot_start_holds_up_no_other(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(
            Chain("broken", Starting(Activity("Elsa.Timer", "tick", ("interval", "00:30:00"))), Say("never")),
            Chain("sound", Starting(Activity("Elsa.Timer", "tock", ("interval", "01:00:00"))), Say("ticked")));
        await product.ReadAsync(db => db.Triggers.Where(trigger => trigger.DefinitionId == "broken").ExecuteUpdateAsync(set => set.SetProperty(trigger => trigger.VersionId, "nowhere")));
        product.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await StartDueAsync(product));
        Assert.True(await product.ReadAsync(db => db.Triggers.AnyAsync(trigger => trigger.Tries == 1 && trigger.DueAt > product.Time.GetUtcNow())));
    }

    [Theory, Databases]
    public async Task Events_that_start_one_another_in_a_circle_come_to_an_end_and_say_so(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("echo", Starting(Wait("heard", "rain")), Activity("Elsa.PublishEvent", "again", ("eventName", "rain"))));
        await product.RaiseAsync("rain");

        Assert.Equal(32, await product.CompletedAsync("again"));
        await AssertOneTellsOfTheCircleAsync(product);
    }

    [Theory, Databases]
    public async Task Events_that_wake_one_another_in_a_circle_come_to_an_end_and_say_so(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Round("one", hears: "rain", says: "thunder"), Round("other", hears: "thunder", says: "rain"));
        await product.StartWorkflowAsync("one", "a");
        await product.StartWorkflowAsync("other", "b");
        await product.RaiseAsync("rain");

        Assert.Equal(32, await product.CompletedAsync("say"));
        await AssertOneTellsOfTheCircleAsync(product);
        Assert.Equal(["Suspended", "Suspended"], [.. await product.StatesAsync("one"), .. await product.StatesAsync("other")]);
    }

    static async Task AssertOneTellsOfTheCircleAsync(Product product)
    {
        var troubled = await product.ReadAsync(db => db.Instances.Where(instance => instance.Incidents > 0).Select(instance => instance.Id).SingleAsync());
        var incident = Assert.Single((await product.InstanceAsync(troubled)).Incidents);
        Assert.Equal("Circle", incident.Type);
        Assert.Contains("32 workflows have called one another without waiting", incident.Message, StringComparison.Ordinal);
    }

    /// <summary>Hears one event and says another, for ever.</summary>
    static string Round(string definitionId, string hears, string says)
    {
        var document = JsonNode.Parse(Chain(definitionId, Wait("hear", hears), Activity("Elsa.PublishEvent", "say", ("eventName", says))))!;
        document["root"]!["connections"]!.AsArray().Add(JsonNode.Parse("""{ "source": { "activity": "say", "port": "Done" }, "target": { "activity": "hear", "port": "In" } }"""));
        return document.ToJsonString();
    }

    [Theory, Databases]
    public async Task An_event_for_one_instance_is_kept_until_it_listens(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("late", Wait("before", "go"), Activity("Elsa.PublishEvent", "own", ("eventName", "done"), ("isLocalEvent", true)), Wait("pause", "on"), Wait("heard", "done"), Say("said")));
        await product.StartWorkflowAsync("late", "one");
        await product.StartWorkflowAsync("late", "two");
        await product.RaiseAsync("go", instanceId: "one");
        Assert.Equal(1, await product.ReadAsync(db => db.KeptEvents.CountAsync()));

        await product.RestartAsync();
        await product.RaiseAsync("on", instanceId: "one");

        Assert.Equal(["Finished", "Suspended"], await product.StatesAsync("late"));
        Assert.Equal(0, await product.ReadAsync(db => db.KeptEvents.CountAsync()));
    }

    [Theory, Databases]
    public async Task An_event_under_a_correlation_id_is_kept_as_long_as_something_runs_under_it(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("late", Wait("pause", "on"), Wait("heard", "paid"), Say("said")), Chain("short", Wait("heard", "end")));
        await product.StartWorkflowAsync("short", "short", "orrin");
        await product.StartWorkflowAsync("late", "other", "fern");
        await product.RaiseAsync("paid", correlationId: "orrin");
        await product.RaiseAsync("paid", correlationId: "nobody");
        await product.RaiseAsync("paid");
        Assert.Equal(["correlation:orrin"], await product.ReadAsync(db => db.KeptEvents.Select(kept => kept.Scope).ToListAsync()));

        await product.StartWorkflowAsync("late", "late", "orrin");
        await product.RaiseAsync("on");
        Assert.Equal(["Finished", "Suspended"], await product.StatesAsync("late"));
        Assert.Equal(0, await product.ReadAsync(db => db.KeptEvents.CountAsync()));

        await product.RaiseAsync("paid", correlationId: "orrin");
        await product.RaiseAsync("end");
        Assert.Equal(0, await product.ReadAsync(db => db.KeptEvents.CountAsync()));
    }

    [Theory, Databases]
    public async Task A_definition_that_allows_one_run_at_a_time_starts_no_second(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await using var other = product.StartAnother();
        await product.PublishAsync(Strategy("only", "Singleton"), Strategy("each", "CorrelatedSingleton"), Strategy("any", "Correlation"));

        await product.StartWorkflowAsync("only", "a");
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => product.StartWorkflowAsync("only", "b"));
        Assert.Contains("instance a still runs", refused.Message, StringComparison.Ordinal);
        await product.RaiseAsync("end", instanceId: "a");
        await product.StartWorkflowAsync("only", "c");

        await product.StartWorkflowAsync("each", "d", "orrin");
        await product.StartWorkflowAsync("each", "e", "fern");
        await Assert.ThrowsAsync<StartRefusedException>(() => product.StartWorkflowAsync("each", "f", "orrin"));
        await Assert.ThrowsAsync<StartRefusedException>(() => product.StartWorkflowAsync("any", "g", "orrin"));

        var race = await Task.WhenAll(TryAsync(product, "h"), TryAsync(other, "i"));
        Assert.Single(race, started => started);
    }

    static async Task<bool> TryAsync(Product product, string id)
    {
        try
        {
            await product.StartWorkflowAsync("each", id, "moss");
            return true;
        }
        catch (StartRefusedException)
        {
            return false;
        }
    }

    static string Strategy(string definition, string strategy) => Definition(
        definition,
        new JsonObject { ["activationStrategyType"] = $"Elsa.Workflows.Runtime.ActivationValidators.{strategy}Strategy, Elsa.Workflows.Runtime" },
        Wait("wait", "end"),
        Say("said"));

    static Task<int> StartDueAsync(Product product) => product.CallAsync<StartDueTriggers, int>(start => start.ExecuteAsync(Cancellation));
}
