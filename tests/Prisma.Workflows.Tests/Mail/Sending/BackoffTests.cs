using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Tests.Mail.Sending;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 360)]
    [InlineData(15, 360)]
    public void The_wait_doubles_from_a_minute_to_six_hours(int attempts, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Backoff.After(attempts));

    [Fact]
    public void After_seventy_two_hours_it_is_given_up()
    {
        var waited = TimeSpan.Zero;
        var attempts = 1;
        for (; Backoff.After(attempts) is { } wait; attempts++)
        {
            waited += wait;
        }

        Assert.InRange(waited, TimeSpan.FromHours(66), TimeSpan.FromHours(72));
        Assert.Null(Backoff.After(attempts + 1000));
    }
}
