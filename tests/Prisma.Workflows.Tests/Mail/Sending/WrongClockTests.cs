using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Invitations;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Tests.Health;

namespace Prisma.Workflows.Tests.Mail.Sending;

/// <summary>The clock was a month ahead for a while: what was written down then keeps nothing back once it is right again.</summary>
public sealed class WrongClockTests
{
    static readonly TimeSpan AMonth = TimeSpan.FromDays(30);

    [Theory, Databases]
    public async Task A_server_that_was_not_there_then_is_asked_again(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail());
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.TryLater("Connection refused", NobodyThere: true));
        await AheadAsync(scene, scene.DeliverAsync);
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250"));

        Assert.Equal(1, await scene.DeliverAsync());
    }

    [Theory, Databases]
    public async Task What_a_small_relay_took_then_is_not_of_this_hour(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider, settings: new Dictionary<string, string?> { ["Mail:HourlyLimit"] = "1" });
        await scene.OweAsync(scene.Mail(), scene.Mail(purpose: "second"));
        Assert.Equal(1, await AheadAsync(scene, scene.DeliverAsync));

        Assert.Equal(1, await scene.DeliverAsync());
    }

    [Theory, Databases]
    public async Task A_mail_whose_sender_died_then_is_found(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail());
        var mail = (await scene.MessageAsync()).Id;
        await AheadAsync(scene, () => scene.Product.RunAsync<ClaimMail, ClaimMail.Claim?>(claim => claim.ExecuteAsync(mail, TestContext.Current.CancellationToken)));

        Assert.Equal(1, await scene.RescueAsync());
        Assert.Equal(OutboxState.MaybeSent, (await scene.MessageAsync()).State);
    }

    [Theory, Databases]
    public async Task What_arrived_then_is_none_of_two_within_three_days(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail("E03", "one"));
        await AheadAsync(scene, scene.DeliverAsync);
        await scene.OweAsync(scene.Mail("E03", "two"));
        await AheadAsync(scene, scene.DeliverAsync);
        await scene.OweAsync(scene.Mail("E03", "three"));

        await scene.DeliverAsync();

        Assert.Equal(OutboxState.Sent, (await scene.MessageAsync("three")).State);
    }

    [Theory, Databases]
    public async Task Who_forgot_a_password_then_gets_another_link(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.Product.ChangeAsync(db => db.People.Add(HealthScene.Administrator("Wren", "wren@orrin.example")));
        Task<bool> AskAsync() => scene.Product.RunAsync<RenewPassword, bool>(renew => renew.ExecuteAsync("wren@orrin.example", TestContext.Current.CancellationToken));
        Assert.True(await AheadAsync(scene, AskAsync));

        Assert.True(await AskAsync());
        Assert.False(await AskAsync());
    }

    static async Task<T> AheadAsync<T>(MailScene scene, Func<Task<T>> act)
    {
        var right = scene.Product.Time.GetUtcNow();
        scene.Product.Time.AdjustTime(right + AMonth);
        var done = await act();
        scene.Product.Time.AdjustTime(right);
        return done;
    }
}
