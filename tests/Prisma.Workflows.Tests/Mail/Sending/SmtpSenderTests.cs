using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using MimeKit;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Tests.Mail.Sending;

public sealed class SmtpSenderTests
{
    [Fact]
    public async Task A_mail_goes_over_the_line_and_the_answer_comes_back()
    {
        await using var server = new ScriptedSmtpServer();
        await using var sender = Sender(server.Port);

        var answer = await SendAsync(sender);

        Assert.Equal(new SendAnswer.Accepted("2.0.0 taken"), answer);
        Assert.Contains("Subject: Hello", Assert.Single(server.Mails), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_is_kept_for_fifty_mails()
    {
        await using var server = new ScriptedSmtpServer();
        await using var sender = Sender(server.Port);

        for (var number = 0; number < 101; number++)
        {
            Assert.IsType<SendAnswer.Accepted>(await SendAsync(sender));
        }

        Assert.Equal((101, 3), (server.Mails.Count, server.Sessions));
    }

    [Theory]
    [InlineData("MAIL", "552 5.3.4 too big")]
    [InlineData("RCPT", "550 5.1.1 no such mailbox")]
    [InlineData("DATA", "554 5.3.4 no")]
    [InlineData(".", "552 5.3.4 too big")]
    public async Task A_5xx_answer_is_final(string stage, string answer)
    {
        await using var server = new ScriptedSmtpServer().At(stage, answer);
        await using var sender = Sender(server.Port);

        Assert.Equal(answer[..3], Assert.IsType<SendAnswer.Refused>(await SendAsync(sender)).Text[..3]);
        Assert.IsType<SendAnswer.Accepted>(await SendAsync(sender));
    }

    /// <summary>It is the same for all mails: were each refused, all of them would have failed, and their readers be called for nothing.</summary>
    [Theory]
    [InlineData("550 5.7.1 sender not allowed")]
    [InlineData("553 5.7.1 sender not owned by user")]
    public async Task A_sender_the_server_does_not_take_holds_all_mails(string answer)
    {
        await using var server = new ScriptedSmtpServer().At("MAIL", answer);
        await using var sender = Sender(server.Port);

        Assert.Equal(new SendAnswer.TryLater($"The mail server takes none from the address in Mail:From: {answer}", NobodyThere: true), await SendAsync(sender));
        Assert.IsType<SendAnswer.Accepted>(await SendAsync(sender));
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 busy")]
    [InlineData("RCPT", "450 4.2.0 greylisted")]
    [InlineData("DATA", "451 4.3.0 busy")]
    [InlineData(".", "451 4.3.0 busy")]
    public async Task A_4xx_answer_means_later(string stage, string answer)
    {
        await using var server = new ScriptedSmtpServer().At(stage, answer);
        await using var sender = Sender(server.Port);

        Assert.Equal(answer[..3], Assert.IsType<SendAnswer.TryLater>(await SendAsync(sender)).Text[..3]);
        Assert.IsType<SendAnswer.Accepted>(await SendAsync(sender));
    }

    [Theory]
    [InlineData("MAIL", "452 4.5.3 too many messages")]
    [InlineData("RCPT", "452 4.5.3 too many messages")]
    [InlineData("MAIL", "421 4.4.2 idle for too long")]
    [InlineData("MAIL", ScriptedSmtpServer.Drop)]
    public async Task A_session_that_has_had_enough_is_renewed_at_once(string stage, string answer)
    {
        await using var server = new ScriptedSmtpServer().At(stage, "250 ok", answer);
        await using var sender = Sender(server.Port);

        Assert.IsType<SendAnswer.Accepted>(await SendAsync(sender));
        Assert.IsType<SendAnswer.Accepted>(await SendAsync(sender));

        Assert.Equal((2, 2), (server.Mails.Count, server.Sessions));
    }

    [Theory]
    [InlineData("GREETING", ScriptedSmtpServer.Drop)]
    [InlineData("GREETING", ScriptedSmtpServer.Hang)]
    [InlineData("GREETING", "554 5.3.2 not today")]
    [InlineData("EHLO", ScriptedSmtpServer.Drop)]
    [InlineData("MAIL", ScriptedSmtpServer.Drop)]
    [InlineData("RCPT", ScriptedSmtpServer.Hang)]
    [InlineData("DATA", ScriptedSmtpServer.Drop)]
    public async Task A_line_that_breaks_before_the_mail_is_handed_over_means_later(string stage, string answer)
    {
        await using var server = new ScriptedSmtpServer().At(stage, answer);
        await using var sender = Sender(server.Port, seconds: PatienceFor(answer));

        Assert.True(Assert.IsType<SendAnswer.TryLater>(await SendAsync(sender)) is { NobodyThere: true } or { SessionBroke: true });
        Assert.IsType<SendAnswer.Accepted>(await SendAsync(sender));
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData(ScriptedSmtpServer.Drop)]
    [InlineData(ScriptedSmtpServer.Hang)]
    public async Task A_line_that_breaks_after_the_mail_was_handed_over_leaves_a_doubt(string answer)
    {
        await using var server = new ScriptedSmtpServer().At(".", answer);
        await using var sender = Sender(server.Port, seconds: PatienceFor(answer));

        Assert.IsType<SendAnswer.Unknown>(await SendAsync(sender));
        Assert.Single(server.Mails);
        Assert.IsType<SendAnswer.Accepted>(await SendAsync(sender));
    }

    [Fact]
    public async Task Being_told_to_stop_after_the_handing_over_leaves_a_doubt_too()
    {
        await using var server = new ScriptedSmtpServer().At(".", ScriptedSmtpServer.Hang);
        await using var sender = Sender(server.Port);
        using var stop = new CancellationTokenSource();
        var sending = sender.SendAsync(Mail(), stop.Token);
        while (server.Mails.Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();

        Assert.IsType<SendAnswer.Unknown>(await sending);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_tried_later()
    {
        var server = new ScriptedSmtpServer();
        var port = server.Port;
        await server.DisposeAsync();
        await using var sender = Sender(port);

        Assert.True(Assert.IsType<SendAnswer.TryLater>(await SendAsync(sender)).NobodyThere);
    }

    [Theory]
    [InlineData("prisma", "secret", true)]
    [InlineData("prisma", "wrong", false)]
    [InlineData("", "", false)]
    public async Task A_server_that_wants_a_sign_in_gets_one_and_a_wrong_password_loses_no_mail(string user, string password, bool isTaken)
    {
        await using var server = new ScriptedSmtpServer { Account = "prisma\0secret" };
        await using var sender = Sender(server.Port, options =>
        {
            options.User = user;
            options.Password = password;
        });

        var answer = await SendAsync(sender);

        Assert.Equal(isTaken, answer is SendAnswer.Accepted);
        Assert.Equal(!isTaken, answer is SendAnswer.TryLater { NobodyThere: true });
    }

    [Fact]
    public async Task STARTTLS_protects_the_line_and_an_unknown_certificate_gets_no_mail()
    {
        using var certificate = SelfSigned();
        await using var server = new ScriptedSmtpServer { Certificate = certificate };
        await using var trusting = Sender(server.Port, options => options.Security = SmtpSecurity.StartTls);
        trusting.Trust = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString();
        await using var careful = Sender(server.Port, options => options.Security = SmtpSecurity.Auto);

        Assert.IsType<SendAnswer.Accepted>(await SendAsync(trusting));
        Assert.IsType<SendAnswer.TryLater>(await SendAsync(careful));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Where_STARTTLS_is_asked_for_nothing_goes_in_the_clear()
    {
        await using var server = new ScriptedSmtpServer();
        await using var sender = Sender(server.Port, options => options.Security = SmtpSecurity.StartTls);

        Assert.IsType<SendAnswer.TryLater>(await SendAsync(sender));
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    /// <summary>Short only where it is waited for in vain; a busy machine needs its time for all else.</summary>
    static int PatienceFor(string answer) => answer == ScriptedSmtpServer.Hang ? 4 : 30;

    static SmtpSender Sender(int port, Action<MailOptions.SmtpOptions>? change = null, int seconds = 30)
    {
        var options = new MailOptions { Smtp = { Host = "127.0.0.1", Port = port, TimeoutSeconds = seconds } };
        change?.Invoke(options.Smtp);
        return new SmtpSender(Options.Create(options));
    }

    static Task<SendAnswer> SendAsync(SmtpSender sender) => sender.SendAsync(Mail(), TestContext.Current.CancellationToken);

    static MimeMessage Mail() => new(
        [new MailboxAddress("Prisma", "prisma@example.org")],
        [new MailboxAddress("Amina", "amina@example.org")],
        "Hello",
        new TextPart("plain") { Text = string.Concat(Enumerable.Repeat("One line of many.\r\n", 400)) });

    static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
