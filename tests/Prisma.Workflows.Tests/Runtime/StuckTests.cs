using Prisma.Workflows.Pathways.Runs;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Watch;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Runtime;

/// <summary>Whatever runs has something to wake it; where somebody's hand has changed that, it is found and said.</summary>
public sealed class StuckTests
{
    [Theory, Databases]
    public async Task What_waits_properly_is_not_stuck(DatabaseProvider provider)
    {
        await using var product = await FamilyAsync(provider);

        Assert.Empty(await FindAsync(product));
        Assert.Empty(await ListAsync(product));
    }

    [Theory, Databases]
    public async Task What_nothing_would_wake_is_named_with_the_reason_and_can_be_cancelled(DatabaseProvider provider)
    {
        await using var product = await FamilyAsync(provider);
        var child = await product.ReadAsync(db => db.Instances.Where(one => one.ParentInstanceId == "p").Select(one => one.Id).SingleAsync());
        await product.ReadAsync(db => db.Bookmarks.Where(row => row.InstanceId == "w").ExecuteDeleteAsync(Cancellation));
        await product.ReadAsync(db => db.Instances.Where(one => one.Id == child).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, "Finished"), Cancellation));
        await product.ReadAsync(db => db.Instances.Where(one => one.Id == "t").ExecuteUpdateAsync(set => set.SetProperty(one => one.State, "{"), Cancellation));

        var found = await FindAsync(product);

        Assert.Equal(
            [("p", $"“Ask the hub” waits for the instance {child}, which does not run."), ("t", WakingLook.Unreadable), ("w", "“Wait for the word” waits, and no row tells what would wake it.")],
            found.OrderBy(one => one.InstanceId, StringComparer.Ordinal).Select(one => (one.InstanceId, one.Sentence)));
        Assert.Equal(3, (await ListAsync(product)).Count);

        await product.RunAsync<EndRun, Outcome<StoredInstance>>(end => end.CancelAsync("w", new Actor(null, "Wren Alder"), Cancellation));
        Assert.Equal(2, (await FindAsync(product)).Count);
    }

    [Theory, Databases]
    public async Task A_passage_that_is_on_its_way_though_its_run_has_ended_is_named(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.EnrolmentAsync(await scenario.ApplyAsync("amina@example.org"));
        Assert.Empty(await FindAsync(scenario.Product));
        await scenario.Product.ReadAsync(db => db.Instances.Where(one => one.Id == enrolment.InstanceId)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, "Finished").SetProperty(one => one.SubStatus, "Finished"), Cancellation));

        Assert.Equal("Its passage is still on the way, in “Call and application”, and the run has ended: no way led on from there.", Assert.Single(await FindAsync(scenario.Product)).Sentence);
        Assert.Equal(enrolment.Id, Assert.Single(await ListAsync(scenario.Product)).EnrolmentId);
    }

    [Theory, Databases]
    public async Task A_timer_that_could_not_be_woken_time_and_again_is_named(DatabaseProvider provider)
    {
        await using var product = await FamilyAsync(provider);
        await product.ReadAsync(db => db.Bookmarks.Where(row => row.InstanceId == "t").ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, 3), Cancellation));

        Assert.Equal("“An hour of rest” is due and could not be woken 3 times.", Assert.Single(await FindAsync(product)).Sentence);
    }

    [Theory, Databases]
    public async Task One_that_a_newer_program_has_kept_is_named_and_keeps_nothing_else_from_being_looked_at(DatabaseProvider provider)
    {
        await using var product = await FamilyAsync(provider);
        await product.ReadAsync(db => db.Instances.Where(one => one.Id == "t").ExecuteUpdateAsync(set => set.SetProperty(one => one.State, """{"format":99}"""), Cancellation));

        Assert.Equal(("t", WakingLook.Unreadable), Assert.Single((await FindAsync(product)).Select(one => (one.InstanceId, one.Sentence))));
        Assert.True(Assert.Single(await ListAsync(product)) is { Id: "t", CanEnd: true });

        Assert.True((await product.RunAsync<EndRun, Outcome<StoredInstance>>(end => end.CancelAsync("t", new Actor(null, "Wren Alder"), Cancellation))).IsDone);
        Assert.Empty(await FindAsync(product));
        Assert.Empty(await ListAsync(product));
        Assert.Equal(0, await product.ReadAsync(db => db.Bookmarks.CountAsync(row => row.InstanceId == "t")));
        Assert.Equal(["Cancelled"], await product.StatesAsync("times"));
    }

    [Theory, Databases]
    public async Task One_that_was_ended_unread_stays_ended_once_its_state_can_be_read(DatabaseProvider provider)
    {
        await using var product = await FamilyAsync(provider);
        var state = await product.ReadAsync(db => db.Instances.Where(one => one.Id == "t").Select(one => one.State).SingleAsync());
        await product.ReadAsync(db => db.Instances.Where(one => one.Id == "t").ExecuteUpdateAsync(set => set.SetProperty(one => one.State, """{"format":99}"""), Cancellation));
        await product.RunAsync<EndRun, Outcome<StoredInstance>>(end => end.CancelAsync("t", new Actor(null, "Wren Alder"), Cancellation));
        await product.ReadAsync(db => db.Instances.Where(one => one.Id == "t").ExecuteUpdateAsync(set => set.SetProperty(one => one.State, state), Cancellation));

        Assert.False(await product.RunAsync<WorkflowRuntime, bool>(runtime => runtime.CancelActivityAsync("t", "delay", Cancellation)));
        Assert.False(await product.RunAsync<WorkflowRuntime, bool>(runtime => runtime.GoBackAsync("t", definition => definition.NodesByNodeId.Values.First(node => node.Id == "delay"), Cancellation)));
        Assert.Equal(["Cancelled"], await product.StatesAsync("times"));
    }

    /// <summary>One that waits for an event, one for a time, and a parent for its child.</summary>
    static async Task<Product> FamilyAsync(DatabaseProvider provider)
    {
        var product = await Product.StartAsync(provider);
        await product.PublishAsync(
            Chain("waits", Titled("Wait for the word", Wait("wait", "go"))),
            Chain("times", Titled("An hour of rest", Activity("Elsa.Delay", "delay", ("timeSpan", "01:00:00")))),
            Chain("parent", Titled("Ask the hub", Activity("Elsa.ExecuteWorkflow", "call", ("workflowDefinitionId", "waits"), ("waitForCompletion", true)))));
        await product.StartWorkflowAsync("waits", "w");
        await product.StartWorkflowAsync("times", "t");
        await product.StartWorkflowAsync("parent", "p");
        return product;
    }

    static JsonObject Titled(string title, JsonObject activity)
    {
        activity["metadata"] = new JsonObject { ["displayText"] = title };
        return activity;
    }

    static Task<IReadOnlyList<StuckInstance>> FindAsync(Product product) => product.CallAsync<FindStuck, IReadOnlyList<StuckInstance>>(find => find.ExecuteAsync(Cancellation));

    static Task<IReadOnlyList<TroubledInstance>> ListAsync(Product product) => product.RunAsync<ListTroubled, IReadOnlyList<TroubledInstance>>(list => list.ExecuteAsync(Cancellation));
}
