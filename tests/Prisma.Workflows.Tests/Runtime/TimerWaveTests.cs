using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Runtime;

public sealed class TimerWaveTests
{
    const int Instances = 150;

    [Theory, Databases]
    public async Task A_wave_of_timers_woken_several_at_once_wakes_each_of_them_once(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("waves", Activity("Elsa.Delay", "delay", ("timeSpan", "01:00:00")), Say("after")));
        for (var number = 0; number < Instances; number++)
        {
            await product.StartWorkflowAsync("waves", $"wave-{number}");
        }

        product.Time.Advance(TimeSpan.FromHours(2));
        var woken = await product.Services.GetRequiredService<ResumeDueTimers>().ExecuteAsync(Schedules.TimersAtOnce, TestContext.Current.CancellationToken);

        Assert.Equal(Instances, woken);
        Assert.Equal(Instances, await product.CompletedAsync("after"));
        Assert.All(await product.StatesAsync("waves"), state => Assert.Equal("Finished", state));
        Assert.Equal(0, await product.ReadAsync(db => db.Bookmarks.CountAsync()));
    }

    [Theory, Databases]
    public async Task A_timer_that_loses_its_races_in_a_wave_comes_once_more_after_it(DatabaseProvider provider)
    {
        var others = new OthersWhoAreFirst();
        await using var product = await Product.StartAsync(provider, services => services.AddSingleton<IBurstCompanion>(others));
        await product.PublishAsync(Chain("races", Activity("Elsa.Delay", "delay", ("timeSpan", "01:00:00")), Say("after")));
        await product.StartWorkflowAsync("races", "race");
        product.Time.Advance(TimeSpan.FromHours(2));
        others.Races = 3;

        Assert.Equal(1, await product.Services.GetRequiredService<ResumeDueTimers>().ExecuteAsync(Schedules.TimersAtOnce, TestContext.Current.CancellationToken));
        Assert.Equal(1, await product.CompletedAsync("after"));
    }

    [Theory, Databases]
    public async Task A_timer_that_cannot_be_woken_is_put_off_for_longer_each_time_and_holds_up_no_other(DatabaseProvider provider)
    {
        var disk = new FullDisk("broken");
        await using var product = await Product.StartAsync(provider, services => services.AddSingleton<IBurstCompanion>(disk));
        await product.PublishAsync(Chain("waves", Activity("Elsa.Delay", "delay", ("timeSpan", "01:00:00")), Say("after")));
        await product.StartWorkflowAsync("waves", "broken");
        await product.StartWorkflowAsync("waves", "sound");
        disk.IsFull = true;
        product.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1, await WakeAsync(product));
        foreach (var minutes in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360])
        {
            Assert.Equal(product.Time.GetUtcNow().AddMinutes(minutes), await product.ReadAsync(db => db.Bookmarks.Select(bookmark => bookmark.DueAt!.Value).SingleAsync()));
            product.Time.Advance(TimeSpan.FromMinutes(minutes));
            Assert.Equal(0, await WakeAsync(product));
        }

        disk.IsFull = false;
        product.Time.Advance(TimeSpan.FromHours(6));
        Assert.Equal(1, await WakeAsync(product));
        Assert.Equal(2, await product.CompletedAsync("after"));
    }

    [Theory, Databases]
    public async Task A_row_that_its_instance_does_not_know_is_cleared_away(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("waves", Activity("Elsa.Delay", "delay", ("timeSpan", "01:00:00")), Say("after")));
        await product.StartWorkflowAsync("waves", "wave");
        await product.ChangeAsync(db => db.Bookmarks.Add(new StoredBookmark { Id = "stray", InstanceId = "wave", Name = "Elsa.Delay", Hash = "stray", ActivityId = "gone", DueAt = product.Time.GetUtcNow() }));

        Assert.Equal(0, await WakeAsync(product));

        Assert.Equal("delay", await product.ReadAsync(db => db.Bookmarks.Select(bookmark => bookmark.ActivityId).SingleAsync()));
    }

    [Theory, Databases]
    public async Task What_comes_due_while_a_wave_is_woken_waits_for_the_next(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var rounds = Activity("Elsa.For", "rounds", ("start", 1), ("end", 20));
        rounds["body"] = Activity("Elsa.Delay", "delay", ("timeSpan", "00:00:00"));
        await product.PublishAsync(Chain("restless", rounds, Say("after")));
        await product.StartWorkflowAsync("restless", "r");
        product.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);

        Assert.Equal(1, await WakeAsync(product));
        Assert.Equal(1, await WakeAsync(product));
        Assert.Equal(2, await product.CompletedAsync("delay"));
    }

    static Task<int> WakeAsync(Product product) => product.Services.GetRequiredService<ResumeDueTimers>().ExecuteAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets nothing of one instance be kept while it is full.</summary>
    sealed class FullDisk(string instance) : IBurstCompanion
    {
        public bool IsFull { get; set; }

        public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

        public Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation) =>
            IsFull && burst.Instance.Id == instance ? throw new IOException("There is no space left.") : Task.CompletedTask;
    }

    /// <summary>Changes what a burst changes, just before it, so many times.</summary>
    sealed class OthersWhoAreFirst : IBurstCompanion
    {
        public int Races { get; set; }

        public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

        public Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation) =>
            Races-- > 0 ? throw new DbUpdateConcurrencyException("Somebody else was first.") : Task.CompletedTask;
    }
}
