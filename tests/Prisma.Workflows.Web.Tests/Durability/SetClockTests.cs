using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Prisma.Workflows.Health;

namespace Prisma.Workflows.Web.Tests.Durability;

/// <summary>Somebody sets the clock of the machine while the program runs.</summary>
public sealed class SetClockTests
{
    static readonly TimeSpan ATick = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(-1)]
    [InlineData(-720)]
    [InlineData(720)]
    public async Task Recurring_work_goes_on(int hours)
    {
        var clock = new SetClock();
        await using var product = new WebProduct { IsAwake = true, Time = clock };
        product.StartServer();
        await UntilDoneAsync();
        clock.Leap = TimeSpan.FromHours(hours);

        await UntilDoneAsync();

        async Task UntilDoneAsync()
        {
            var tries = 0;
            do
            {
                Assert.InRange(++tries, 0, 400);
                product.Time.Advance(ATick);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, WebProduct.Cancellation);
            }
            while (product.Services.GetRequiredService<Heartbeats>().Of("Timers").Age >= ATick);
        }
    }

    sealed class SetClock() : FakeTimeProvider(new DateTimeOffset(2027, 3, 10, 9, 0, 0, TimeSpan.Zero))
    {
        public TimeSpan Leap { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Leap;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
