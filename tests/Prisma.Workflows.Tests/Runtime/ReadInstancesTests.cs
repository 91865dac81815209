using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Views;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Runtime;

/// <summary>Runs as lists: two that ended an hour apart, and one between them that waits.</summary>
public sealed class ReadInstancesTests
{
    [Theory, Databases]
    public async Task Runs_are_found_and_ordered_by_their_times(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("said", Say("a")), Chain("waits", Wait("b", "rain")));
        await product.StartWorkflowAsync("said", "one");
        product.Time.Advance(TimeSpan.FromMinutes(30));
        await product.StartWorkflowAsync("waits", "two");
        product.Time.Advance(TimeSpan.FromMinutes(30));
        await product.StartWorkflowAsync("said", "three");
        var now = product.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(2));

        Assert.Equal("three two one", await FoundAsync(new InstanceFilter()));
        Assert.Equal("one two three", await FoundAsync(new InstanceFilter { OrderBy = "LastExecuted", OldestFirst = true }));
        Assert.Equal("three", await FoundAsync(By("CreatedAt", "GreaterThanOrEqual", now)));
        Assert.Equal("three", await FoundAsync(By("UpdatedAt", "Is", now)));
        Assert.Equal("two one", await FoundAsync(By("FinishedAt", "IsNot", now)));
        Assert.Equal("one", await FoundAsync(By("FinishedAt", "LessThan", now)));
        Assert.Equal("three one", await FoundAsync(By("FinishedAt", "LessThanOrEqual", now)));
        Assert.Equal("three two", await FoundAsync(By("createdat", "greaterThan", now.AddHours(-1))));

        async Task<string> FoundAsync(InstanceFilter filter)
        {
            var (page, _) = await product.RunAsync<ReadInstances, (IReadOnlyList<StoredInstance> Page, int Total)>(read => read.ListAsync(filter, TestContext.Current.CancellationToken));
            return string.Join(' ', page.Select(instance => instance.Id));
        }
    }

    static InstanceFilter By(string column, string comparison, DateTimeOffset at) => new() { Times = [new TimeBound(column, comparison, at)] };
}
