using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Pathways.Runs;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Runtime;

/// <summary>What an administrator does to runs from outside.</summary>
public sealed class AlterRunsTests
{
    static readonly Actor Wren = new(null, "Wren Alder");

    [Theory, Databases]
    public async Task A_variable_has_another_value_from_then_on(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Counting());
        await product.StartWorkflowAsync("counting", "r");

        await AlterAsync(product, new Alteration.ModifyVariable("v-many", "41"));
        await product.RaiseAsync("go");

        Assert.Equal("42", (await product.InstanceAsync("r")).Output["Sum"]!.ToJsonString());
        Assert.Equal("Wren Alder gave the variable v-many another value in the run r of counting.", await LastToldAsync(product));
    }

    [Theory, Databases]
    public async Task A_variable_is_not_changed_to_what_it_cannot_be_nor_where_it_is_not_kept(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Counting());
        await product.StartWorkflowAsync("counting", "r");

        Assert.Contains("“v-many” was not changed: 'many' cannot be read", await RefusedAsync(product, new Alteration.ModifyVariable("v-many", "many")), StringComparison.Ordinal);
        Assert.Contains("No variable with the id “v-brief” is kept", await RefusedAsync(product, new Alteration.ModifyVariable("v-brief", 1)), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task An_activity_is_run_beside_what_waits_and_the_way_behind_it_is_taken(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("steps", Wait("first", "one"), Wait("second", "two"), Say("behind")));
        await product.StartWorkflowAsync("steps", "r");

        await AlterAsync(product, new Alteration.ScheduleActivity("second"));
        Assert.Equal(["first", "second"], (await product.InstanceAsync("r")).Bookmarks.Select(bookmark => bookmark.ActivityId));
        Assert.Contains("“second” cannot be run now", await RefusedAsync(product, new Alteration.ScheduleActivity("second")), StringComparison.Ordinal);

        await product.RaiseAsync("two");
        await product.RaiseAsync("one");
        Assert.Equal(1, await product.CompletedAsync("behind"));
        Assert.Equal(["Finished"], await product.StatesAsync("steps"));
    }

    [Theory, Databases]
    public async Task What_failed_is_run_again_in_another_version(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("mended", Say("begun"), Activity("Elsa.Fault", "rest", ("message", "Not yet"))));
        await product.StartWorkflowAsync("mended", "r");
        var failed = (await product.InstanceAsync("r")).Incidents.Single();
        await product.PublishAsync(Version(2, Chain("mended", Say("begun"), Activity("Elsa.Fault", "rest", ("message", "Still not")))));

        await AlterAsync(product, new Alteration.Migrate(2), new Alteration.ScheduleActivity(failed.ActivityInstanceId!));

        var run = await product.InstanceAsync("r");
        Assert.Equal((2, "Still not"), (run.DefinitionVersion, run.Incidents[^1].Message));
    }

    [Theory, Databases]
    public async Task A_run_goes_on_in_another_version_that_has_the_place_where_it_waits(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("way", Wait("wait", "go"), Say("old")));
        await product.StartWorkflowAsync("way", "r");
        await product.PublishAsync(Version(2, Chain("way", Wait("elsewhere", "go"), Say("lost"))), Version(3, Chain("way", Wait("wait", "go"), Say("new"))));

        Assert.Contains("version 2, which has no “wait”", await RefusedAsync(product, new Alteration.Migrate(2)), StringComparison.Ordinal);
        Assert.Contains("Version 9 of “way” was never published", await RefusedAsync(product, new Alteration.Migrate(9)), StringComparison.Ordinal);
        await AlterAsync(product, new Alteration.Migrate(3));
        await product.RaiseAsync("go");

        Assert.Equal((0, 1), (await product.CompletedAsync("old"), await product.CompletedAsync("new")));
    }

    [Theory, Databases]
    public async Task A_run_does_not_wait_for_what_another_version_no_longer_asks(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(WithWaitBeside(Chain("way", Say("begun"), Say("here"), Say("end")), "begun", "end"));
        await product.StartWorkflowAsync("way", "r");
        await product.PublishAsync(Version(2, WithWaitBeside(Chain("way", Say("begun"), Say("here"), Say("end")), "begun")));
        Assert.Equal(0, await product.CompletedAsync("end"));

        await AlterAsync(product, new Alteration.Migrate(2));

        Assert.Equal(1, await product.CompletedAsync("end"));
        Assert.Equal("wait", (await product.InstanceAsync("r")).Bookmarks.Single().ActivityId);
    }

    [Theory, Databases]
    public async Task All_of_it_is_done_or_nothing(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Counting());
        await product.StartWorkflowAsync("counting", "r");

        var told = await LastToldAsync(product);
        await RefusedAsync(product, new Alteration.ModifyVariable("v-many", 7), new Alteration.Cancel(), new Alteration.ScheduleActivity("wait"));

        var run = await product.InstanceAsync("r");
        Assert.Equal((InstanceSubStatus.Suspended, 0), (run.SubStatus, run.Variables.Count));
        Assert.Equal(told, await LastToldAsync(product));
    }

    [Theory, Databases]
    public async Task A_run_that_is_an_enrolment_is_left_to_the_enrolments_page(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Counting());
        await product.StartWorkflowAsync("counting", "r");
        var (theEvent, person) = (Some.Event(), Some.Person());
        await product.ChangeAsync(db => db.AddRange(theEvent, person, new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = "counting", InstanceId = "r", CreatedAt = Product.Beginning }));

        Assert.Contains("changed on the enrolment's page", await RefusedAsync(product, new Alteration.ModifyVariable("v-many", 7)), StringComparison.Ordinal);
    }

    static Task AlterAsync(Product product, params IReadOnlyList<Alteration> alterations) =>
        product.RunAsync<AlterRuns>(alter => alter.ExecuteAsync(["r"], alterations, Wren, TestContext.Current.CancellationToken));

    static async Task<string> RefusedAsync(Product product, params IReadOnlyList<Alteration> alterations) =>
        (await Assert.ThrowsAsync<RunsNotAlteredException>(() => AlterAsync(product, alterations))).Message;

    static Task<string> LastToldAsync(Product product) =>
        product.ReadAsync(db => db.Audit.Where(entry => entry.Story == AuditTrail.Installation).OrderByDescending(entry => entry.Number).Select(entry => entry.Sentence).FirstAsync());

    /// <summary>A definition in which something waits behind one activity, and before another where that is named.</summary>
    static string WithWaitBeside(string definition, string behind, string? before = null)
    {
        var json = JsonNode.Parse(definition)!.AsObject();
        json["root"]!["activities"]!.AsArray().Add(Wait("wait", "go"));
        var connections = json["root"]!["connections"]!.AsArray();
        connections.Add(Connection(behind, "wait"));
        if (before is not null)
            connections.Add(Connection("wait", before));
        return json.ToJsonString();

        static JsonNode Connection(string from, string to) => new JsonObject { ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" } };
    }

    static string Version(int number, string definition)
    {
        var document = JsonNode.Parse(definition)!;
        document["version"] = number;
        document["id"] = $"{document["definitionId"]}-{number}";
        return document.ToJsonString();
    }

    /// <summary>Waits, and then gives one more than the variable holds.</summary>
    static string Counting()
    {
        var sum = Activity("Elsa.SetOutput", "sum", ("outputName", "Sum"), ("outputValue", "getMany() + 1"));
        sum["outputValue"]!["expression"]!["type"] = "JavaScript";
        var document = JsonNode.Parse(Chain("counting", Wait("wait", "go"), sum))!;
        document["outputs"] = JsonNode.Parse("""[{ "name": "Sum", "type": "Object" }]""");
        document["variables"] = JsonNode.Parse("""
            [{ "id": "v-many", "name": "Many", "typeName": "Int32", "value": "1", "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" },
             { "id": "v-brief", "name": "Brief", "typeName": "Int32" }]
            """);
        return document.ToJsonString();
    }
}
