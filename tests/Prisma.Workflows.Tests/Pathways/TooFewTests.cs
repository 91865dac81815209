using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>Fewer come than are needed (domain.md §13.4): of three seats two have to be taken.</summary>
public sealed class TooFewTests
{
    [Theory, Databases]
    public async Task Whoever_leads_hears_of_it_once_when_the_call_has_closed_and_once_when_the_offers_should_be_answered(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 3);
        await scenario.UpToTheReadersAsync("amina@example.org");

        Assert.Empty(await ToldOnAsync(scenario, new DateOnly(2027, 6, 6)));
        Assert.Contains("Fewer may take part than are needed: 1 of 2", Assert.Single(await ToldOnAsync(scenario, new DateOnly(2027, 6, 7))).Facts, StringComparison.Ordinal);
        Assert.Single(await ToldOnAsync(scenario, new DateOnly(2027, 6, 23)));
        Assert.Contains("Fewer may take part than are needed: 0 of 2", (await ToldOnAsync(scenario, new DateOnly(2027, 6, 24)))[1].Facts, StringComparison.Ordinal);
        Assert.Equal(2, (await ToldOnAsync(scenario, new DateOnly(2027, 6, 25))).Count);
    }

    [Fact]
    public async Task Where_enough_are_on_their_way_nobody_is_told_until_after_the_go_a_seat_is_given_back()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite, capacity: 3);
        await scenario.UpToTheSeatAsync("amina@example.org");
        var lina = await scenario.UpToTheSeatAsync("lina@example.org", "Lina");

        Assert.Empty(await ToldOnAsync(scenario, new DateOnly(2027, 6, 7)));
        Assert.Empty(await ToldOnAsync(scenario, new DateOnly(2027, 6, 24)));
        await scenario.ReachAsync("event.go");
        Assert.Empty(await ToldOnAsync(scenario, new DateOnly(2027, 6, 25)));
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(lina));
        Assert.Contains("Fewer may take part than are needed: 1 of 2", Assert.Single(await ToldOnAsync(scenario, new DateOnly(2027, 6, 26))).Facts, StringComparison.Ordinal);
    }

    /// <summary>What the hourly look has told by noon of a day.</summary>
    static async Task<List<OutboxMessage>> ToldOnAsync(Scenario scenario, DateOnly day)
    {
        await scenario.PassAsync(new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await scenario.Product.Services.GetRequiredService<WarnOfTooFew>().ExecuteAsync(Cancellation);
        await scenario.WorkAsync();
        return await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Key.Contains("too-few-")).OrderBy(mail => mail.CreatedAt).ToListAsync(Cancellation));
    }
}
