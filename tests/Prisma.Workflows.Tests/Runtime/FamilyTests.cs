using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Calls;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Runtime;

/// <summary>Parents and their children: what ends with what, and what a child may do in its parent's place.</summary>
public sealed class FamilyTests
{
    static string Child => Chain("child", Wait("wait", "go"), Say("gone"));

    static JsonObject Race(params JsonNode[] branches) =>
        new() { ["id"] = "race", ["type"] = "Elsa.Fork", ["version"] = 1, ["joinMode"] = "WaitAny", ["branches"] = new JsonArray(branches) };

    [Theory, Databases]
    public async Task Children_end_with_their_parent_grandchildren_too(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(
            Child,
            Chain("middle", Activity("Elsa.DispatchWorkflow", "alone", ("workflowDefinitionId", "child")), Activity("Elsa.ExecuteWorkflow", "waits", ("workflowDefinitionId", "child"), ("waitForCompletion", true))),
            Chain("parent", Activity("Elsa.ExecuteWorkflow", "call", ("workflowDefinitionId", "middle"), ("waitForCompletion", true)), Say("never")));
        await product.StartWorkflowAsync("parent", "p");
        Assert.Equal(4, await product.ReadAsync(db => db.Instances.CountAsync(one => one.Status == "Running")));

        await CancelAsync(product, "p");

        Assert.Equal(["Cancelled", "Cancelled", "Cancelled", "Cancelled"], await product.ReadAsync(db => db.Instances.Select(one => one.SubStatus).ToListAsync()));
        Assert.Equal(0, await product.ReadAsync(db => db.Bookmarks.CountAsync()));
    }

    [Theory, Databases]
    public async Task A_child_that_ends_at_once_gives_its_state_and_one_that_waited_its_output(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(
            Chain("leaf", Say("leafed")),
            Chain("quick", Activity("Elsa.ExecuteWorkflow", "deeper", ("workflowDefinitionId", "leaf"), ("waitForCompletion", true)), Answer("Answer", "42")),
            Chain("slow", Wait("wait", "go"), Answer("Answer", "42")),
            Asking("hasty", "quick"),
            Asking("patient", "slow"));

        await product.StartWorkflowAsync("hasty", "h");
        await product.StartWorkflowAsync("patient", "p");
        await product.RaiseAsync("go");

        Assert.Equal(("Finished", 42), ((string?)(await HeardAsync("h"))["SubStatus"], (int)(await HeardAsync("h"))["Output"]!["Answer"]!));
        Assert.Equal("""{"Answer":42}""", (await HeardAsync("p")).ToJsonString());

        async Task<JsonNode> HeardAsync(string id) => (await product.InstanceAsync(id)).Output["Heard"]!;

        static JsonObject Answer(string name, string script) => new()
        {
            ["id"] = "answer",
            ["type"] = "Elsa.SetOutput",
            ["version"] = 1,
            ["outputName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = name } },
            ["outputValue"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script } },
        };

        static string Asking(string id, string child)
        {
            var call = Activity("Elsa.ExecuteWorkflow", "call", ("workflowDefinitionId", child), ("waitForCompletion", true));
            call["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v" } };
            var definition = JsonNode.Parse(Chain(id, call, Answer("Heard", "getR()")))!;
            definition["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "R", ["typeName"] = "Object" });
            return definition.ToJsonString();
        }
    }

    [Theory, Databases]
    public async Task Of_workflows_that_start_one_another_without_end_the_last_says_why_it_starts_none(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("echo", Activity("Elsa.DispatchWorkflow", "again", ("workflowDefinitionId", "echo"))));
        await product.StartWorkflowAsync("echo", "first");

        Assert.Equal(33, (await product.StatesAsync("echo")).Count);
        var last = await product.ReadAsync(db => db.Instances.Where(one => one.SubStatus != "Finished").Select(one => one.Id).SingleAsync());
        Assert.Equal(
            "32 workflows have started one another without waiting, so 'echo' was not started once more. Have one of them wait, for a delay or an event, before it starts the next.",
            Assert.Single((await product.InstanceAsync(last)).Incidents).Message);
    }

    [Theory, Databases]
    public async Task A_child_ends_with_the_branch_that_waits_for_it(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var race = Race(Activity("Elsa.ExecuteWorkflow", "slow", ("workflowDefinitionId", "child"), ("waitForCompletion", true)), Wait("fast", "enough"));
        await product.PublishAsync(Child, Chain("parent", race, Say("said")));
        await product.StartWorkflowAsync("parent", "p");
        await product.RaiseAsync("enough");

        Assert.Equal(["Finished"], await product.StatesAsync("parent"));
        Assert.Equal(["Cancelled"], await product.StatesAsync("child"));
    }

    [Theory, Databases]
    public async Task A_branch_that_is_over_before_its_child_has_begun_begins_none(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var race = Race(
            Activity("Elsa.DispatchWorkflow", "slow", ("workflowDefinitionId", "child"), ("waitForCompletion", true)),
            Activity("Elsa.DispatchWorkflow", "alone", ("workflowDefinitionId", "alone")),
            Say("fast"));
        await product.PublishAsync(Child, Child.Replace("\"child", "\"alone", StringComparison.Ordinal), Chain("parent", race, Say("said")));
        await product.StartWorkflowAsync("parent", "p");

        Assert.Equal(["Finished"], await product.StatesAsync("parent"));
        Assert.Empty(await product.StatesAsync("child"));
        Assert.Equal(["Suspended"], await product.StatesAsync("alone"));
    }

    [Theory, Databases]
    public async Task Those_of_many_children_that_still_run_end_with_the_activity_that_waits_for_all(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Child, Chain("parent", Many(3), Say("said")));
        await product.StartWorkflowAsync("parent", "p");
        await product.RaiseAsync("go", instanceId: await product.ReadAsync(db => db.Instances.Where(one => one.ParentInstanceId == "p").Select(one => one.Id).FirstAsync()));

        Assert.True(await CancelActivityAsync(product, "p", "many"));

        Assert.Equal(["Cancelled", "Cancelled", "Finished"], (await product.StatesAsync("child")).Order());
        Assert.Equal(0, await product.ReadAsync(db => db.Bookmarks.CountAsync()));
    }

    [Theory, Databases]
    public async Task A_parent_of_many_that_stood_still_hears_of_each_when_it_runs_again(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Child, StandingStillBeside(Many(3)));
        await product.StartWorkflowAsync("parent", "p");
        var children = await product.ReadAsync(db => db.Instances.Where(one => one.ParentInstanceId == "p").Select(one => one.Id).ToListAsync());
        await product.RaiseAsync("go", instanceId: children[0]);
        await product.RaiseAsync("on");
        await product.RaiseAsync("go", instanceId: children[1]);

        Assert.True(await RetryAsync(product, "p", (await product.InstanceAsync("p")).Incidents[0].Id));
        Assert.Equal(["Suspended"], await product.StatesAsync("parent"));
        await product.RaiseAsync("go", instanceId: children[2]);

        Assert.Equal(["Finished"], await product.StatesAsync("parent"));
        Assert.Equal(1, await product.CompletedAsync("said"));
    }

    [Theory, Databases]
    public async Task A_child_ends_with_the_activity_that_is_ended_from_outside(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Child, Chain("parent", Activity("Elsa.ExecuteWorkflow", "call", ("workflowDefinitionId", "child"), ("waitForCompletion", true)), Say("never")));
        await product.StartWorkflowAsync("parent", "p");

        Assert.True(await CancelActivityAsync(product, "p", "call"));
        Assert.False(await CancelActivityAsync(product, "p", "call"));

        Assert.Equal(["Finished"], await product.StatesAsync("parent"));
        Assert.Equal(["Cancelled"], await product.StatesAsync("child"));
        Assert.Equal(0, await product.CompletedAsync("never"));
    }

    [Theory, Databases]
    public async Task A_parent_that_only_wanted_the_first_burst_lets_its_child_live(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Child, Chain("parent", Activity("Elsa.ExecuteWorkflow", "call", ("workflowDefinitionId", "child")), Say("said")));
        await product.StartWorkflowAsync("parent", "p");

        Assert.Equal(["Finished"], await product.StatesAsync("parent"));
        Assert.Equal(["Suspended"], await product.StatesAsync("child"));
    }

    [Theory, Databases]
    public async Task Many_children_outlive_restarts_and_the_last_wakes_the_parent(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Child, Chain("parent", Many(20), Say("said")));
        await product.StartWorkflowAsync("parent", "p");
        var children = await product.ReadAsync(db => db.Instances.Where(one => one.ParentInstanceId == "p").Select(one => one.Id).ToListAsync());
        Assert.Equal(20, children.Count);
        foreach (var child in children.Take(19))
        {
            await product.RaiseAsync("go", instanceId: child);
        }

        await product.RestartAsync();
        Assert.Equal(["Suspended"], await product.StatesAsync("parent"));
        await product.RaiseAsync("go");

        Assert.Equal(["Finished"], await product.StatesAsync("parent"));
        Assert.Equal(20, await product.CompletedAsync("gone"));
    }

    [Theory, Databases]
    public async Task What_failed_is_tried_again_and_goes_on(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(RememberingReady(Chain("stumbles", Stumble("needy"), Say("said"))));
        await product.StartWorkflowAsync("stumbles", "s");
        var incident = Assert.Single((await product.InstanceAsync("s")).Incidents);
        Assert.Equal(["Faulted"], await product.StatesAsync("stumbles"));

        Assert.True(await RetryAsync(product, "s", incident.Id));
        Assert.False(await RetryAsync(product, "s", incident.Id));
        Assert.False(await RetryAsync(product, "s", "nothing"));
        Assert.False(await RetryAsync(product, "nobody", incident.Id));

        Assert.Equal(["Finished"], await product.StatesAsync("stumbles"));
        Assert.Equal(1, await product.CompletedAsync("said"));
        Assert.Contains(await product.ReadAsync(db => db.Audit.Select(entry => entry.Sentence).ToListAsync()), sentence => sentence == "Wren Alder had the workflow instance s try again what had failed.");
    }

    [Theory, Databases]
    public async Task A_parent_that_stood_still_hears_of_its_child_when_it_runs_again(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Child, StandingStillBeside(Activity("Elsa.ExecuteWorkflow", "call", ("workflowDefinitionId", "child"), ("waitForCompletion", true))));
        await product.StartWorkflowAsync("parent", "p");
        await product.RaiseAsync("on");
        Assert.Equal(["Faulted"], await product.StatesAsync("parent"));
        await product.RaiseAsync("go");
        Assert.Equal(["Finished"], await product.StatesAsync("child"));

        Assert.True(await RetryAsync(product, "p", (await product.InstanceAsync("p")).Incidents[0].Id));

        Assert.Equal(["Finished"], await product.StatesAsync("parent"));
        Assert.Equal(1, await product.CompletedAsync("said"));
    }

    [Theory, Databases]
    public async Task A_call_that_ended_while_its_workflow_stood_still_is_told_when_it_runs_again(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(StandingStillBeside(Activity("Elsa.FlowSendHttpRequest", "call", ("url", "http://nobody.example/"))));
        await product.StartWorkflowAsync("parent", "p");
        await product.RaiseAsync("on");
        await product.CallAsync<DeliverCalls, int>(deliver => deliver.ExecuteAsync(Cancellation));
        Assert.Equal(["Faulted"], await product.StatesAsync("parent"));
        Assert.Equal(CallState.Unwanted, await product.ReadAsync(db => db.OutgoingCalls.Select(one => one.State).SingleAsync()));

        Assert.True(await RetryAsync(product, "p", (await product.InstanceAsync("p")).Incidents[0].Id));

        Assert.Equal(["Finished"], await product.StatesAsync("parent"));
        Assert.Equal(1, await product.CompletedAsync("said"));
    }

    [Theory, Databases]
    public async Task A_step_that_a_child_opens_is_a_step_of_its_parents_passage(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var product = scenario.Product;
        var form = Activity("Prisma.Form", "ask", ("step", "PAR-1.9"), ("title", "One more question"), ("form", "F-12"), ("mail", "E02"), ("ladder", "L-form"));
        form["port"] = "Submitted";
        await product.PublishAsync(Chain("aside", form, Say("asked")));
        var enrolment = await scenario.ApplyAsync("amina@reed.example");
        var owner = (await scenario.EnrolmentAsync(enrolment)).InstanceId;
        var parent = Chain("walk", Activity("Prisma.Child", "aside", ("workflow", "aside")), Say("done"));
        await product.PublishAsync(parent);
        await product.ReadAsync(db => db.Enrolments.Where(one => one.Id == enrolment).ExecuteUpdateAsync(set => set.SetProperty(one => one.InstanceId, "walker"), Cancellation));
        await product.StartWorkflowAsync("walk", "walker");

        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-1.9"));
        Assert.True((await scenario.SubmitAsync(enrolment, "PAR-1.9", [])).IsAccepted);
        Assert.Equal((1, 1), (await product.CompletedAsync("asked"), await product.CompletedAsync("done")));
        Assert.NotEqual("walker", owner);
    }

    /// <summary>A parent that waits for children, and whose other branch stumbles until it is ready.</summary>
    static string StandingStillBeside(JsonObject children) => RememberingReady(Chain("parent", new JsonObject
    {
        ["id"] = "both",
        ["type"] = "Elsa.Parallel",
        ["version"] = 1,
        ["activities"] = new JsonArray(
            children,
            new JsonObject { ["id"] = "then", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(Wait("first", "on"), Stumble("stumble")) }),
    }, Say("said")));

    static JsonObject Many(int count)
    {
        var many = Activity("Elsa.BulkDispatchWorkflows", "many", ("workflowDefinitionId", "child"), ("waitForCompletion", true));
        many["items"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = $"[...Array({count}).keys()]" } };
        return many;
    }

    /// <summary>Fails the first time and works the second; needs a definition that remembers it.</summary>
    static JsonObject Stumble(string id) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.WriteLine",
        ["version"] = 1,
        ["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "if (getVariable('Ready') !== true) { setVariable('Ready', true); throw new Error('not yet'); } 'well'" } },
    };

    static string RememberingReady(string json)
    {
        var definition = JsonNode.Parse(json)!;
        definition["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "Ready", ["typeName"] = "Boolean", ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" });
        return definition.ToJsonString();
    }

    static Task CancelAsync(Product product, string id) => product.RunAsync<WorkflowRuntime>(runtime => runtime.CancelAsync(id, Cancellation));

    static Task<bool> CancelActivityAsync(Product product, string id, string activity) =>
        product.RunAsync<WorkflowRuntime, bool>(runtime => runtime.CancelActivityAsync(id, activity, Cancellation));

    static Task<bool> RetryAsync(Product product, string instance, string incident) =>
        product.RunAsync<RetryIncident, bool>(retry => retry.ExecuteAsync(instance, incident, "Wren Alder", Cancellation));
}
