using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>A hub in the field, days away from the next mail server (domain.md §18).</summary>
public sealed class OfflineTests
{
    const string Amina = "amina@reed.example", Tomas = "tomas@fern.example";

    [Theory, Databases]
    public async Task Scenario_30_While_offline_all_mails_are_held_nobody_is_reminded_and_everything_goes_out_once_when_the_way_is_back(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var writing = await scenario.ApplyAsync(Amina);
        var before = await scenario.OwedAsync(Amina);
        var since = scenario.Product.Time.GetUtcNow().AddDays(1).AddMinutes(1);
        scenario.Product.Mail.Forget();
        scenario.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.TryLater("No route to host", NobodyThere: true));

        await scenario.PassAsync(TimeSpan.FromDays(1));
        await scenario.SubmitApplicationAsync(await scenario.ApplyAsync(Tomas, "Tomas"));
        for (var day = 0; day < 9; day++)
        {
            await scenario.PassAsync(TimeSpan.FromHours(20));
            await scenario.PassAsync(TimeSpan.FromHours(4));
        }

        Assert.Empty(scenario.Product.Mail.Sent);
        Assert.Equal(before, await scenario.OwedAsync(Amina));
        var held = (await scenario.Product.Operations.ReadAsync<ListOutbox, HeldMails?>(list => list.HeldAsync(Cancellation)))!;
        Assert.Equal((since, "No route to host"), (held.Offline.Since, held.Offline.Why));
        Assert.InRange(held.Count, 3, 20);
        Assert.InRange(held.Offline.NextTry - scenario.Product.Time.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromMinutes(30));
        Assert.Empty(await scenario.FailedMailsAsync());

        scenario.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250"));
        await scenario.PassAsync(TimeSpan.FromMinutes(31));
        await scenario.PassAsync(TimeSpan.FromDays(4));

        Assert.Null(await scenario.Product.Operations.ReadAsync<ListOutbox, HeldMails?>(list => list.HeldAsync(Cancellation)));
        Assert.False(await scenario.Product.ReadAsync(db => db.Outbox.AnyAsync(mail => mail.State == OutboxState.Pending && mail.CreatedAt < scenario.Product.Time.GetUtcNow().AddDays(-3), Cancellation)));
        var sent = scenario.Product.Mail.Sent.Select(mail => mail.MessageId).ToList();
        Assert.Equal(sent.Distinct(), sent);
        Assert.InRange(sent.Count, held.Count, held.Count + 6);
        Assert.Single((await scenario.OwedAsync(Amina)).Except(before));
        Assert.True(await scenario.IsOpenAsync(writing, "PAR-1.2"));
    }

    [Theory, Databases]
    public async Task What_is_held_goes_out_at_once_where_somebody_says_to_try_or_the_program_is_started_anew(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        scenario.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.TryLater("535: Invalid password", NobodyThere: true));
        await scenario.ApplyAsync(Amina);
        for (var half = 0; half < 8; half++)
            await scenario.PassAsync(TimeSpan.FromMinutes(31));
        scenario.Product.Mail.Forget();
        scenario.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250"));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(scenario.Product.Mail.Sent);

        await scenario.Product.Operations.RunAsync<TryMailServer>(server => server.ExecuteAsync(Cancellation), Cancellation);
        await scenario.PassAsync(TimeSpan.Zero);

        Assert.NotEmpty(scenario.Product.Mail.To(Amina));
        await scenario.Product.Operations.RunAsync<TryMailServer>(server => server.ExecuteAsync(Cancellation), Cancellation);
    }
}
