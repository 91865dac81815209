using MimeKit;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Mail.FromWorkflows;

/// <summary>Mails whose words stand in a definition go out through the same outbox as all others.</summary>
public sealed class WorkflowMailTests
{
    [Theory, Databases]
    public async Task A_definitions_own_mail_is_owed_in_its_commit_and_sent_once(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Mailing(("to", new JsonArray("Amina <amina@reed.example>", "tomas@fern.example")), ("cc", new JsonArray("sol@orrin.example")), ("from", "wren@orrin.example"), ("subject", "Rain is\r\nBcc: all@reed.example"), ("body", "<p>Dear both,</p><p>12 mm &amp; more.</p><script>alert(1)</script>")));
        await product.StartWorkflowAsync("mails", "m");
        Assert.Equal(["Finished"], await product.StatesAsync("mails"));
        Assert.Empty(product.Mail.Sent);

        await DeliverAsync(product);
        await DeliverAsync(product);

        var mail = Assert.Single(product.Mail.Sent);
        Assert.Equal(["amina@reed.example", "tomas@fern.example"], mail.To.Mailboxes.Select(to => to.Address));
        Assert.Equal(["sol@orrin.example"], mail.Cc.Mailboxes.Select(to => to.Address));
        Assert.Empty(mail.Bcc);
        Assert.Equal("prisma@localhost", mail.From.Mailboxes.Single().Address);
        Assert.Equal("wren@orrin.example", mail.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal("Rain is Bcc: all@reed.example", mail.Subject);
        Assert.Equal("Dear both,\n12 mm & more.", mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.Contains("<p>Dear both,</p>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("Amina <amina@reed.example>, tomas@fern.example", (await product.RunAsync<ListOutbox, IReadOnlyList<OutboxLine>>(list => list.ExecuteAsync(Cancellation))).Single().To);
    }

    [Fact]
    public async Task Plain_words_stay_plain()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        await product.PublishAsync(Mailing(("to", new JsonArray("amina@reed.example")), ("subject", "Rain"), ("body", "12 mm & more")));
        await product.StartWorkflowAsync("mails", "m");
        await DeliverAsync(product);

        var mail = Assert.Single(product.Mail.Sent);
        Assert.IsType<TextPart>(mail.Body);
        Assert.Equal("12 mm & more", mail.TextBody!.Trim());
    }

    [Theory]
    [InlineData("no address", "“no address” is not a mail address")]
    [InlineData("", "has no recipient")]
    public async Task A_mail_nobody_can_get_fails_with_the_reason_and_holds_up_no_other(string to, string reason)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        await product.PublishAsync(Mailing(("to", new JsonArray(to)), ("subject", "Rain"), ("body", "12 mm")));
        await product.StartWorkflowAsync("mails", "m");
        await DeliverAsync(product);

        Assert.Empty(product.Mail.Sent);
        var owed = await product.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.Equal(OutboxState.Failed, owed.State);
        Assert.Contains(reason, owed.LastError, StringComparison.Ordinal);
    }

    static string Mailing(params (string Name, JsonNode Value)[] inputs) => Chain("mails", Activity("Elsa.SendEmail", "mail", inputs), Say("sent"));

    static Task<int> DeliverAsync(Product product) => product.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(Cancellation));
}
