using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;
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
}
