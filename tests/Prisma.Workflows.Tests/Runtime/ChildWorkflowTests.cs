using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Runtime;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Runtime;

/// <summary>Children, events and workflows used as activities, each within the commit of the burst that asks for them.</summary>
public sealed class ChildWorkflowTests
{
    const string Child = """
        {"id":"child-1","definitionId":"child","name":"Child","version":1,"isLatest":true,"isPublished":true,"root":{"id":"flow","nodeId":"flow","type":"Elsa.Flowchart","version":1,
         "activities":[{"id":"wait","nodeId":"flow:wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
                       {"id":"say","nodeId":"flow:say","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"gone"}}}],
         "connections":[{"source":{"activity":"wait","port":"Done"},"target":{"activity":"say","port":"In"}}]}}
        """;

    const string Parent = """
        {"id":"parent-1","definitionId":"parent","name":"Parent","version":1,"isLatest":true,"isPublished":true,"root":{"id":"flow","nodeId":"flow","type":"Elsa.Flowchart","version":1,
         "activities":[{"id":"child","nodeId":"flow:child","type":"Prisma.Child","version":1,"workflow":{"typeName":"String","expression":{"type":"Literal","value":"child"}}},
                       {"id":"say","nodeId":"flow:say","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"done"}}}],
         "connections":[{"source":{"activity":"child","port":"Done"},"target":{"activity":"say","port":"In"}}]}}
        """;

    const string Caller = """
        {"id":"caller-1","definitionId":"caller","name":"Caller","version":1,"isLatest":true,"isPublished":true,"root":{"id":"say","nodeId":"say","type":"Elsa.PublishEvent","version":1,
         "eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}}
        """;

    [Theory, Databases]
    public async Task A_parent_waits_for_its_child_and_an_event_of_a_third_wakes_both(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        foreach (var json in (string[])[Child, Parent, Caller])
        {
            Assert.DoesNotContain((await ImportAsync(product, json)).Problems, problem => problem.Severity == Severity.Error);
        }

        await StartAsync(product, "parent", "p");
        Assert.Equal(["Running", "Running"], await StatusesAsync(product));
        Assert.Equal(2, await product.ReadAsync(db => db.Bookmarks.CountAsync()));

        await StartAsync(product, "caller", "c");
        Assert.Equal(["Finished", "Finished", "Finished"], await StatusesAsync(product));
        Assert.Equal(0, await product.ReadAsync(db => db.Bookmarks.CountAsync()));
        Assert.Equal(1, await product.ReadAsync(db => db.ActivityLog.CountAsync(entry => entry.InstanceId == "p" && entry.ActivityId == "say" && entry.Event == "Completed")));
    }

    [Theory, Databases]
    public async Task A_cancelled_child_lets_its_parent_go_on(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await ImportAsync(product, Child);
        await ImportAsync(product, Parent);
        await StartAsync(product, "parent", "p");
        var child = await product.ReadAsync(db => db.Instances.Where(instance => instance.DefinitionId == "child").Select(instance => instance.Id).SingleAsync());
        await product.RunAsync<WorkflowRuntime>(runtime => runtime.CancelAsync(child, TestContext.Current.CancellationToken));

        Assert.Equal(["Finished", "Finished"], await StatusesAsync(product));
    }

    [Theory, Databases]
    public async Task A_child_that_nobody_published_is_answered_and_not_waited_for(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await ImportAsync(product, Parent);
        await StartAsync(product, "parent", "p");

        Assert.Equal(["Finished"], await StatusesAsync(product));
    }

    [Theory, Databases]
    public async Task An_instance_stays_on_its_version_although_two_files_carry_the_same_version_id(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await ImportAsync(product, Child);
        await ImportAsync(product, Child.Replace("say", "tell", StringComparison.Ordinal));
        await StartAsync(product, "child", "c");
        await product.RestartAsync();
        await product.RunAsync<WorkflowRuntime, int>(runtime => runtime.ResumeMatchingAsync(Stimulus.ForEvent("go"), null, TestContext.Current.CancellationToken));

        Assert.Equal("child-v2", await product.ReadAsync(db => db.Instances.Select(instance => instance.DefinitionVersionId).SingleAsync()));
        Assert.True(await product.ReadAsync(db => db.ActivityLog.AnyAsync(entry => entry.ActivityId == "tell")));
    }

    [Theory, Databases]
    public async Task A_workflow_used_as_an_activity_is_the_version_that_is_named_by_its_number(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var first = Chain("atom", Say("one"));
        await product.PublishAsync(first, first.Replace("\"one\"", "\"two\"", StringComparison.Ordinal).Replace("\"version\":1,\"options\"", "\"version\":2,\"options\"", StringComparison.Ordinal).Replace("atom-1", "atom-2", StringComparison.Ordinal));
        foreach (var version in (int[])[1, 2, 7])
        {
            var user = Activity("Atom", "use");
            (user["version"], user["workflowDefinitionId"]) = (version, "atom");
            await product.PublishAsync(Chain($"user-{version}", user));
            await product.StartWorkflowAsync($"user-{version}", $"u{version}");
        }

        var ran = await product.ReadAsync(db => db.ActivityLog.Where(entry => entry.ActivityType == "Elsa.WriteLine" && entry.Event == "Completed").OrderBy(entry => entry.InstanceId).Select(entry => entry.ActivityId).ToListAsync());
        Assert.Equal(["one", "two", "two"], ran);
    }

    [Theory, Databases]
    public async Task A_workflow_used_as_an_activity_goes_on_in_the_version_it_began_in(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var first = Chain("atom", Wait("heard", "rain"), Say("old")).Replace("\"id\":\"atom-1\",", "", StringComparison.Ordinal);
        var user = Activity("Atom", "use");
        (user["version"], user["workflowDefinitionId"]) = (7, "atom");
        await product.PublishAsync(first, Chain("user", user));
        await product.StartWorkflowAsync("user", "u");

        await product.PublishAsync(first.Replace("\"old\"", "\"new\"", StringComparison.Ordinal).Replace("\"version\":1,\"options\"", "\"version\":2,\"options\"", StringComparison.Ordinal));
        await product.RaiseAsync("rain");

        Assert.Equal((1, 0), (await product.CompletedAsync("old"), await product.CompletedAsync("new")));
        Assert.Equal(["Finished"], await product.StatesAsync("user"));
    }

    static Task<Import> ImportAsync(Product product, string json) =>
        product.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(json, true, "Wren Alder", TestContext.Current.CancellationToken));

    static Task StartAsync(Product product, string definition, string instance) =>
        product.RunAsync<WorkflowRuntime>(runtime => runtime.StartAsync(definition, instance, null, null, TestContext.Current.CancellationToken));

    static Task<List<string>> StatusesAsync(Product product) => product.ReadAsync(db => db.Instances.Select(instance => instance.Status).ToListAsync());
}
