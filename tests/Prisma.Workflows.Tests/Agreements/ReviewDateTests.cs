using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;
using Prisma.Workflows.Tests.Passages;

namespace Prisma.Workflows.Tests.Agreements;

/// <summary>An agreement is a living text with a review date (domain.md §12.3).</summary>
public sealed class ReviewDateTests
{
    static readonly DateOnly _day = new(2027, 5, 20);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task On_its_review_date_whoever_leads_is_asked_once_to_look_at_an_agreement_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await HostedAsync(scenario, AgreementState.Active);

        await UntilAsync(scenario, _day.AddDays(-1));
        Assert.Empty(await AskedAsync(scenario));
        await UntilAsync(scenario, _day);
        await UntilAsync(scenario, _day.AddDays(1));

        Assert.Contains("Look again at what was agreed: Hub hosting and stewardship agreement (Millrace Commons)", Assert.Single(await AskedAsync(scenario)).Facts, StringComparison.Ordinal);
        Assert.Single(await scenario.Product.ReadAsync(db => db.Audit.Where(entry => entry.Sentence == $"Agreements were to be looked at again on {DayWords.Say(_day)}; Wren Alder is asked to.").ToListAsync(Cancellation)));
        Assert.Contains(scenario.Product.Mail.To(Scenario.Lead), mail => mail.TextBody!.ReplaceLineEndings(" ").Contains($"It comes to you because {DayWords.Say(_day)} is the day", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task What_is_no_longer_in_force_is_not_looked_at_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await HostedAsync(scenario, AgreementState.Ended);

        await UntilAsync(scenario, _day);

        Assert.Empty(await AskedAsync(scenario));
    }

    static async Task HostedAsync(Scenario scenario, AgreementState state)
    {
        await MovedEventTests.HostAsync(scenario);
        await scenario.Product.ChangeAsync(db =>
        {
            var agreement = db.Agreements.Single();
            (agreement.State, agreement.ReviewOn) = (state, _day);
        });
    }

    static async Task UntilAsync(Scenario scenario, DateOnly day)
    {
        await scenario.PassAsync(new DateTimeOffset(day, new TimeOnly(10, 0), TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await scenario.Product.Services.GetRequiredService<AskForReviews>().ExecuteAsync(Cancellation);
        await scenario.WorkAsync();
    }

    static Task<List<OutboxMessage>> AskedAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Key.Contains("agreements-")).ToListAsync(Cancellation));
}
