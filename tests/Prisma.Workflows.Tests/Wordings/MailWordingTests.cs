using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.People.Reading;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Tests.Wordings;

public sealed class MailWordingTests
{
    const string Subject = "Still open: {{ step.title }}";
    const string Body = "Hello {{ person.called }}, whenever you like.\n\n{{ button 'Open' action.url }}";

    [Theory, Databases]
    public async Task Published_words_are_sent_at_once_on_every_node_and_saved_ones_are_not(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await using var other = scene.Product.StartAnother();
        await SaveAsync(scene.Product, Subject, Body);
        await scene.OweAsync(scene.Mail(purpose: "before"));
        await scene.DeliverAsync();

        await scene.Product.PutWordsAsync("mail", "E02", MailWordingKind.Write(Subject, Body));
        await scene.OweAsync(scene.Mail(purpose: "after"));
        await other.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(Cancellation));

        Assert.Equal("Your application", Assert.Single(scene.Product.Mail.Sent).Subject);
        var mail = Assert.Single(other.Mail.Sent);
        Assert.Equal("Still open: Your application", mail.Subject);
        Assert.Contains("Hello Amina, whenever you like.", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task The_same_words_are_the_same_version_and_an_earlier_one_can_be_published_again(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var first = await scene.Product.PutWordsAsync("mail", "E02", MailWordingKind.Write(Subject, Body));
        var second = await scene.Product.PutWordsAsync("mail", "E02", MailWordingKind.Write("Open", Body));
        Assert.Equal(first.Id, (await SaveAsync(scene.Product, $" {Subject} ", Body + "\r\n")).Id);
        Assert.Equal((2, 3), (first.Number, second.Number));

        Assert.Equal(2, (await scene.Product.PublishWordsAsync(first, "The plainer one was the first.")).Value!.Number);
        await scene.OweAsync(scene.Mail());
        await scene.DeliverAsync();

        Assert.Equal("Still open: Your application", Assert.Single(scene.Product.Mail.Sent).Subject);
        Assert.Equal(2, await scene.Product.ReadAsync(db => db.Wordings.CountAsync()));
        Assert.Equal(3, await scene.Product.ReadAsync(db => db.Audit.CountAsync(entry => entry.Sentence.Contains("published new words for the mail E02"))));
    }

    [Theory, Databases]
    public async Task What_is_shipped_is_taken_up_again_once_other_words_were_published_and_not_kept_before(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var shipped = (await scene.Product.RunAsync<WordingBook, WordingShelf>(book => book.ReadAsync("mail", "E02", "en", Cancellation))).ShippedContent;
        Assert.Contains("Nothing is different", (await scene.Product.SaveWordsAsync("mail", "E02", shipped)).Problems[Problems.Whole], StringComparison.Ordinal);
        await scene.Product.PutWordsAsync("mail", "E02", MailWordingKind.Write("Open", Body));

        var again = await scene.Product.PutWordsAsync("mail", "E02", shipped);

        Assert.Equal(3, again.Number);
    }

    [Theory, Databases]
    public async Task Whoever_publishes_says_why_and_is_not_the_only_one_who_has_read_it(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var saved = await SaveAsync(product, "Open", "Hello {{ person.called }}.");

        var early = await product.PublishWordsAsync(saved, " ");
        Assert.NotNull(early.Problems[WordingBook.SentenceField]);
        Assert.NotNull(early.Problems["consent"]);
        Assert.False((await product.RunAsync<WordingBook, Outcome<ConsentLine>>(book => book.ConsentAsync(saved.Id, Words.Rosa, Cancellation))).IsDone);

        Assert.True((await product.ReadByAshAsync(saved)).IsDone);
        Assert.True((await product.PublishWordsAsync(saved)).IsDone);

        await using var alone = await Product.StartAsync(provider, settings: new Dictionary<string, string?> { ["Authoring:SingleSteward"] = "true" });
        Assert.True((await alone.PublishWordsAsync(await SaveAsync(alone, "Open", "Hello {{ person.called }}."))).IsDone);
    }

    [Theory, Databases]
    public async Task Words_that_their_reader_returned_stay_their_authors_who_is_told_by_mail(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var saved = await SaveAsync(product, "Open", "Hello {{ person.called }}.");
        await product.ReadByAshAsync(saved);
        var ash = await product.ReadAsync(db => db.People.SingleAsync(person => person.FirstName == "Ash", Cancellation));
        await product.ChangeAsync(db => db.People.Add(new Person { Id = Words.Rosa.PersonId!.Value, Email = "rosa@example.org", FirstName = "Rosa" }));
        Assert.NotNull((await ReturnAsync(product, saved, " ", Actor.Of(ash))).Problems[SecondReader.WordField]);
        Assert.Contains("yours", (await ReturnAsync(product, saved, "Mine.", Words.Rosa)).Problems[Problems.Whole], StringComparison.Ordinal);

        Assert.True((await ReturnAsync(product, saved, "Say until when.", Actor.Of(ash))).IsDone);

        Assert.Contains(" returned exactly this content", (await product.PublishWordsAsync(saved)).Problems["consent"], StringComparison.Ordinal);
        var mail = await product.ReadAsync(db => db.Outbox.SingleAsync(Cancellation));
        Assert.Equal(("E79", Words.Rosa.PersonId), (mail.Template, mail.PersonId));
        Assert.Contains("Say until when.", mail.Facts, StringComparison.Ordinal);
        await product.ReadByAshAsync(saved);
        Assert.True((await product.PublishWordsAsync(saved)).IsDone);
    }

    static Task<Outcome<ReaderWord>> ReturnAsync(Product product, Wording wording, string word, Actor by) =>
        product.RunAsync<ReturnWording, Outcome<ReaderWord>>(back => back.ExecuteAsync(wording.Id, word, $"/mails/E03?version={wording.Id}", by, Cancellation));

    [Theory]
    [InlineData("{{ review.due }}", "The text, line 3: review.due is not among the facts of this mail")]
    [InlineData("{{ more_time.url }}", "The text, line 3: more_time.url may be missing")]
    [InlineData("{{ if }}", "The text, line 3: ")]
    [InlineData("{{ link 'Away' 'https://elsewhere.example' }}", "outside this installation")]
    [InlineData("![A map](https://elsewhere.example/map.png)", "A mail holds no pictures")]
    [InlineData("{{ string.shout step.title }}", "The text, line 3: there is no function string.shout")]
    [InlineData("{{ step.title | string.slice 'x' }}", "The text, line 3: ")]
    [InlineData("", null)]
    [InlineData("{{ hub.contact }} {{ if more_time.url && more_time.url != '' }}{{ link 'Later' more_time.url }}{{ end }}", null)]
    public async Task Scenario_32_Words_that_name_what_their_step_does_not_have_are_refused(string text, string? why)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);

        var saved = await product.SaveWordsAsync("mail", "E03", MailWordingKind.Write(Subject, $"Hello.\n\n{text}\n"));

        if (why is null)
        {
            Assert.Empty(saved.Problems);
        }
        else
        {
            Assert.Contains(why, saved.Problems["body"], StringComparison.Ordinal);
            Assert.DoesNotContain("Mail template", saved.Problems["body"], StringComparison.Ordinal);
        }
    }

    [Theory, Databases]
    public async Task A_test_goes_to_whoever_asks_and_says_that_it_is_one(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);

        var test = await scene.Product.Operations.ReadAsync<TestMail, RenderedMail>(one => Task.FromResult(one.Read("E02", "en", MailWordingKind.Write(Subject, Body))));
        await scene.Product.RunAsync<TestMail>(one => one.SendAsync("E02", test, Actor.Of(scene.Person), Cancellation));
        await scene.DeliverAsync();

        var mail = Assert.Single(scene.Product.Mail.To("amina@example.org"));
        Assert.StartsWith("Test: Still open: ", mail.Subject, StringComparison.Ordinal);
        Assert.Equal(test.Text.Trim(), mail.TextBody!.Trim().ReplaceLineEndings("\n"));
        Assert.Contains("https://", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(0, await scene.Product.ReadAsync(db => db.AccessLinks.CountAsync()));
        var line = Assert.Single(await scene.Product.RunAsync<ListOutbox, IReadOnlyList<OutboxLine>>(list => list.ExecuteAsync(Cancellation)));
        Assert.Equal(("test", mail.Subject), (line.Template, line.Name));
    }

    [Theory, Databases]
    public async Task A_mail_can_be_read_with_the_facts_of_a_real_step(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync("amina@reed.example");

        var facts = await scenario.Product.RunAsync<MailFactsOfStep, JsonObject?>(read => read.ExecuteAsync("E02", enrolment, Cancellation));
        var mail = await scenario.Product.Operations.ReadAsync<TestMail, RenderedMail>(test => Task.FromResult(test.Read("E02", "en", MailWordingKind.Write("{{ step.title }}", "{{ person.called }}, {{ event.name }}, {{ hub.contact }}"), facts)));

        Assert.Equal(await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.Mail == "E02").Select(step => step.Title).SingleAsync()), mail.Subject);
        Assert.StartsWith("Amina, Listening to the Orrin, ", mail.Text.Trim(), StringComparison.Ordinal);
    }

    static async Task<Wording> SaveAsync(Product product, string subject, string body)
    {
        var saved = await product.SaveWordsAsync("mail", "E02", MailWordingKind.Write(subject, body));
        Assert.Empty(saved.Problems);
        return saved.Value!;
    }
}
