using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Tests.Mail.Sending;

public sealed class SmtpDeliveryTests
{
    [Theory, Databases]
    public async Task Owed_mails_arrive_at_the_server_once(DatabaseProvider provider)
    {
        await using var server = new ScriptedSmtpServer();
        await using var scene = await StartAsync(provider, server);
        await scene.OweAsync([.. Enumerable.Range(0, 60).Select(number => scene.Mail(purpose: $"p{number}"))]);

        Assert.Equal(60, await scene.DeliverAsync());
        Assert.Equal(0, await scene.DeliverAsync());

        Assert.Equal(60, server.Mails.Count);
        Assert.Equal(2, server.Sessions);
    }

    [Theory, Databases]
    public async Task A_busy_server_gets_it_later_and_a_refusal_is_final(DatabaseProvider provider)
    {
        await using var server = new ScriptedSmtpServer().At("RCPT", "451 4.7.1 greylisted", "550 5.1.1 no such mailbox");
        await using var scene = await StartAsync(provider, server);
        await scene.OweAsync(scene.Mail(purpose: "first"));
        await scene.DeliverAsync();
        await scene.OweAsync(scene.Mail(purpose: "second"));
        await scene.DeliverAsync();
        scene.Product.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.DeliverAsync();

        Assert.Equal(OutboxState.Sent, (await scene.MessageAsync("first")).State);
        Assert.Equal((OutboxState.Failed, "550 5.1.1 no such mailbox"), (await scene.MessageAsync("second")) is var failed ? (failed.State, failed.LastError) : default);
        Assert.Single(server.Mails);
    }

    [Theory, Databases]
    public async Task A_line_dropped_after_DATA_leaves_a_doubt_and_is_not_tried_again(DatabaseProvider provider)
    {
        await using var server = new ScriptedSmtpServer().At(".", ScriptedSmtpServer.Drop);
        await using var scene = await StartAsync(provider, server);
        await scene.OweAsync(scene.Mail());

        await scene.DeliverAsync();
        scene.Product.Time.Advance(TimeSpan.FromDays(4));
        await scene.DeliverAsync();

        Assert.Equal(OutboxState.MaybeSent, (await scene.MessageAsync()).State);
        Assert.Equal(2, await scene.Product.ReadAsync(db => db.AccessLinks.CountAsync()));
        Assert.Single(server.Mails);
    }

    [Theory, Databases]
    public async Task A_server_that_hangs_is_given_up_and_asked_again(DatabaseProvider provider)
    {
        await using var server = new ScriptedSmtpServer().At("MAIL", ScriptedSmtpServer.Hang);
        await using var scene = await StartAsync(provider, server);
        await scene.OweAsync(scene.Mail());

        await scene.DeliverAsync();
        Assert.Equal((OutboxState.Pending, 1), (await scene.MessageAsync()) is var waiting ? (waiting.State, waiting.Attempts) : default);
        scene.Product.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.DeliverAsync();

        Assert.Equal(OutboxState.Sent, (await scene.MessageAsync()).State);
        Assert.Single(server.Mails);
    }

    static Task<MailScene> StartAsync(DatabaseProvider provider, ScriptedSmtpServer server) =>
        MailScene.StartAsync(provider, services => services.RemoveAll<IMailSender>(), new Dictionary<string, string?>
        {
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Smtp:Security"] = "None",
            ["Mail:Smtp:TimeoutSeconds"] = "5",
        });
}
