using MimeKit;

namespace Prisma.Workflows.Tests.Mail;

public sealed class MailHeadersTests
{
    [Fact]
    public async Task A_mail_says_what_it_is_and_whom_to_answer()
    {
        var mail = await SendAsync("E02", _ => { });

        Assert.Equal("\"Tomas Reyle\" <prisma@localhost>", mail.From.ToString());
        Assert.Equal("\"Amina\" <amina@example.org>", mail.To.ToString());
        Assert.Equal("\"Tomas Reyle\" <tomas@millrace.example>", mail.ReplyTo.ToString());
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("en", mail.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.Equal(Product.Beginning, mail.Date);
        var parts = Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.ContentType.MimeType));
        Assert.Null(mail.Headers[HeaderId.ListUnsubscribe]);
    }

    [Fact]
    public async Task A_mail_one_could_do_without_says_how_to_be_rid_of_it()
    {
        var mail = await SendAsync("E03", _ => { });

        Assert.Matches("^<https://prisma\\.example/l/[A-Za-z0-9_-]{43}\\?to=mails>$", mail.Headers[HeaderId.ListUnsubscribe]);
    }

    [Theory]
    [InlineData("Amina\r\nBcc: everybody@example.org")]
    [InlineData("Amina\nX-Evil: yes\n\nbody")]
    [InlineData("Amina\0\u0085\u2028\u202E")]
    [InlineData("Amina\" <evil@example.org>, \"x")]
    [InlineData("=?utf-8?q?Amina=0D=0ABcc=3A_evil=40example.org?=")]
    public async Task Nothing_somebody_typed_makes_a_header(string name)
    {
        var mail = await SendAsync("E02", person => person.FirstName = name, subject: name);
        using var written = new MemoryStream();
        await mail.WriteToAsync(written, TestContext.Current.CancellationToken);
        written.Position = 0;
        var read = await MimeMessage.LoadAsync(written, TestContext.Current.CancellationToken);

        Assert.Equal(["amina@example.org"], read.To.Mailboxes.Select(mailbox => mailbox.Address));
        Assert.DoesNotContain(Assert.Single(mail.To.Mailboxes).Name ?? "", char.IsControl);
        Assert.Empty(read.Bcc);
        Assert.Empty(read.Cc);
        Assert.Equal(
            ["Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To"],
            read.Headers.Concat(read.Body!.Headers).Select(header => header.Field).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(read.Subject ?? "", char.IsControl);
    }

    static async Task<MimeMessage> SendAsync(string template, Action<Prisma.Workflows.People.Person> who, string? subject = null)
    {
        await using var scene = await MailScene.StartAsync(DatabaseProvider.Sqlite, who: who);
        var mail = scene.Mail(template);
        mail.Facts["step"]!["title"] = subject ?? "Your application";
        await scene.OweAsync(mail);
        Assert.Equal(1, await scene.DeliverAsync());
        return Assert.Single(scene.Product.Mail.Sent);
    }
}
