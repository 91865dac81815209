using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Mail.Wordings;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Mail;

public sealed class WordingTests
{
    const string Subject = "Still open: {{ step.title }}";
    const string Body = "Hello {{ person.called }}, whenever you like.\n\n{{ button 'Open' action.url }}";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Published_words_are_sent_at_once_on_every_node_and_saved_ones_are_not(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await using var other = scene.Product.StartAnother();
        var saved = await SaveAsync(scene, Subject, Body);
        await scene.OweAsync(scene.Mail(purpose: "before"));
        await scene.DeliverAsync();

        await PublishAsync(scene, saved.Value!.Id);
        await scene.OweAsync(scene.Mail(purpose: "after"));
        await other.CallAsync<Workflows.Mail.DeliverOutbox, int>(deliver => deliver.ExecuteAsync(Cancellation));

        Assert.Equal("Your application", Assert.Single(scene.Product.Mail.Sent).Subject);
        var mail = Assert.Single(other.Mail.Sent);
        Assert.Equal("Still open: Your application", mail.Subject);
        Assert.Contains("Hello Amina, whenever you like.", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task The_same_words_are_the_same_version_and_an_earlier_one_can_be_published_again(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var first = (await SaveAsync(scene, Subject, Body)).Value!;
        var second = (await SaveAsync(scene, "Open", Body)).Value!;
        Assert.Equal(first.Id, (await SaveAsync(scene, $" {Subject} ", Body + "\r\n")).Value!.Id);

        await PublishAsync(scene, first.Id);
        await PublishAsync(scene, second.Id);
        await PublishAsync(scene, first.Id);
        await scene.OweAsync(scene.Mail());
        await scene.DeliverAsync();

        Assert.Equal("Still open: Your application", Assert.Single(scene.Product.Mail.Sent).Subject);
        Assert.Equal(2, await scene.Product.ReadAsync(db => db.MailWordings.CountAsync()));
        Assert.Equal(3, await scene.Product.ReadAsync(db => db.Audit.CountAsync(entry => entry.Sentence.Contains("published new words for the mail E02"))));
    }

    [Theory]
    [InlineData("{{ review.due }}", "review.due is not in the sample")]
    [InlineData("{{ more_time.url }}", "more_time.url may be missing")]
    [InlineData("{{ if }}", "E03 text")]
    [InlineData("{{ link 'Away' 'https://elsewhere.example' }}", "outside this installation")]
    [InlineData("{{ string.shout step.title }}", "there is no function string.shout")]
    [InlineData("", null)]
    [InlineData("{{ hub.contact }} {{ if more_time.url && more_time.url != '' }}{{ link 'Later' more_time.url }}{{ end }}", null)]
    public async Task Words_that_name_what_their_step_does_not_have_are_refused(string text, string? why)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);

        var problems = await product.RunAsync<MailWordings, Problems>(words => Task.FromResult(words.Check("E03", "en", Subject, $"Hello.\n\n{text}\n")));

        if (why is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains(why, problems["body"], StringComparison.Ordinal);
        }
    }

    [Theory, Databases]
    public async Task A_test_goes_to_whoever_asks_and_says_that_it_is_one(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var saved = (await SaveAsync(scene, Subject, Body)).Value!;

        await scene.Product.RunAsync<MailWordings>(words => words.SendTestAsync(saved.Id, Actor.Of(scene.Person), Cancellation));
        await scene.DeliverAsync();

        var mail = Assert.Single(scene.Product.Mail.To("amina@example.org"));
        Assert.StartsWith("Test: Still open: ", mail.Subject, StringComparison.Ordinal);
        Assert.Equal(0, await scene.Product.ReadAsync(db => db.AccessLinks.CountAsync()));
    }

    static Task<Outcome<MailWording>> SaveAsync(MailScene scene, string subject, string body) =>
        scene.Product.RunAsync<MailWordings, Outcome<MailWording>>(words => words.SaveAsync("E02", "en", subject, body, new Actor(null, "Rosa"), Cancellation));

    static async Task PublishAsync(MailScene scene, Guid id) =>
        Assert.True((await scene.Product.RunAsync<MailWordings, Outcome<MailWording>>(words => words.PublishAsync(id, new Actor(null, "Rosa"), Cancellation))).IsDone);
}
