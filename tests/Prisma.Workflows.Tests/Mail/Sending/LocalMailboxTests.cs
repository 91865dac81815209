using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Tests.Mail.Sending;

public sealed class LocalMailboxTests
{
    [Fact]
    public async Task Without_a_server_mails_are_kept_in_the_data_folder_and_say_so()
    {
        await using var scene = await MailScene.StartAsync(DatabaseProvider.Sqlite, services => services.RemoveAll<IMailSender>());
        var mailbox = scene.Product.Services.GetRequiredService<LocalMailbox>();
        Assert.Empty(mailbox.List());

        await scene.OweAsync(scene.Mail());
        await scene.DeliverAsync();
        scene.Product.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.OweAsync(scene.Mail("E03", "note"));
        await scene.DeliverAsync();

        var lines = mailbox.List();
        Assert.Equal([("A note", Product.Beginning.AddMinutes(1)), ("Your application", Product.Beginning)], lines.Select(line => (line.Subject, line.At)));
        var mail = mailbox.Read(lines[1].Id)!;
        Assert.Equal(("Your application", "Amina <amina@example.org>", "Amina <amina@example.org>"), (mail.Subject, mail.To, lines[1].To));
        Assert.Contains("https://prisma.example/l/", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://prisma.example/l/", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Accepted: Kept in the local mailbox, not sent.", await scene.AnswersAsync());
        Assert.All(Directory.GetFiles(Path.Combine(scene.Product.DataFolder, "mail")), file => Assert.EndsWith(".eml", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_stays_for_thirty_days_as_the_words_of_one_that_was_sent_do()
    {
        await using var scene = await MailScene.StartAsync(DatabaseProvider.Sqlite, services => services.RemoveAll<IMailSender>());
        await scene.OweAsync(scene.Mail());
        await scene.DeliverAsync();

        await PruneAfterAsync(TimeSpan.FromDays(30));
        Assert.Single(scene.Product.Services.GetRequiredService<LocalMailbox>().List());
        await PruneAfterAsync(TimeSpan.FromHours(1));
        Assert.Empty(scene.Product.Services.GetRequiredService<LocalMailbox>().List());

        Task PruneAfterAsync(TimeSpan passed)
        {
            scene.Product.Time.Advance(passed);
            return scene.Product.Services.GetRequiredService<PruneFiles>().ExecuteAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("../../etc/passwd")]
    [InlineData("..\\secret")]
    [InlineData("a/b")]
    public async Task An_id_that_is_none_opens_nothing(string id)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);

        Assert.Null(product.Services.GetRequiredService<LocalMailbox>().Read(id));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_loses_no_mail()
    {
        await using var scene = await MailScene.StartAsync(DatabaseProvider.Sqlite, services => services.RemoveAll<IMailSender>());
        await File.WriteAllTextAsync(Path.Combine(scene.Product.DataFolder, "mail"), "in the way", TestContext.Current.CancellationToken);
        await scene.OweAsync(scene.Mail());

        await scene.DeliverAsync();

        Assert.Equal(OutboxState.Pending, (await scene.MessageAsync()).State);
    }
}
