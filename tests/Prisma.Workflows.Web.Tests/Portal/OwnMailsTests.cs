using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Web.Tests.Portal;

public sealed class OwnMailsTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task Choose_your_mails_leads_to_the_choice_and_looking_changes_nothing()
    {
        var person = await SomebodyAsync("news@example.org");
        using var browser = product.Open();

        Assert.Equal($"/your-mails/{person.Id}", (await browser.GetAsync(await LinkAsync(person))).Location);
        await browser.GetAsync($"/your-mails/{person.Id}");
        Assert.Equal(true, await WantsNewsAsync(person));

        var saved = await browser.SubmitAsync($"/your-mails/{person.Id}", "mails");

        Assert.Contains("We no longer write of events to come.", (await browser.GetAsync(saved.Location)).Text, StringComparison.Ordinal);
        Assert.Equal(false, await WantsNewsAsync(person));
        await browser.SubmitAsync($"/your-mails/{person.Id}", "mails", ("news", "true"));
        Assert.Equal(true, await WantsNewsAsync(person));
    }

    [Fact]
    public async Task Days_without_mails_are_chosen_there()
    {
        var person = await SomebodyAsync("rests@example.org");
        using var browser = product.Open();
        await browser.GetAsync(await LinkAsync(person));

        await browser.SubmitAsync($"/your-mails/{person.Id}", "mails", ("news", "true"), ("rest", "Friday"), ("rest", "Sunday"));

        Assert.Contains("None comes unasked on Friday or Sunday.", (await browser.GetAsync($"/your-mails/{person.Id}?saved=1")).Text, StringComparison.Ordinal);
        Assert.Equal(["Friday", "Sunday"], (await browser.GetAsync($"/your-mails/{person.Id}")).Document.QuerySelectorAll("[name=rest][checked]").Select(box => box.GetAttribute("value")!));
    }

    [Theory]
    [InlineData("guardian@example.org", true)]
    [InlineData("awaits@example.org", false)]
    public async Task Whoever_only_helps_is_sent_to_no_page_that_is_not_theirs(string email, bool helps)
    {
        var person = await SomebodyAsync(email);
        using var browser = product.Open();
        if (helps)
        {
            var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("minor@example.org")));
            await product.Operations.RunAsync<PrismaDbContext>(db => Task.FromResult(db.Contacts.Add(new Contact { EnrolmentId = step.EnrolmentId, PersonId = person.Id, Part = "guardian" })), WebProduct.Cancellation);
        }

        await browser.GetAsync(await LinkAsync(person));

        var text = (await browser.GetAsync($"/your-mails/{person.Id}")).Text;

        Assert.Equal(helps, text.Contains("While you help with an event", StringComparison.Ordinal));
        Assert.Equal(!helps, text.Contains("the page “where you are”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_chooses_for_them()
    {
        var person = await SomebodyAsync("private@example.org");
        using var browser = product.Open();
        await browser.GetAsync(await LinkAsync(await SomebodyAsync("curious@example.org")));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/your-mails/{person.Id}")).Status);
    }

    async Task<Person> SomebodyAsync(string email)
    {
        var person = new Person { FirstName = "Ida", Email = email, TimeZone = "Europe/Lisbon", WantsNews = true, CreatedAt = product.Time.GetUtcNow() };
        await product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            db.People.Add(person);
            return Task.CompletedTask;
        }, WebProduct.Cancellation);
        return person;
    }

    async Task<string> LinkAsync(Person person)
    {
        var token = LinkToken.Create();
        await product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            db.AccessLinks.Add(new AccessLink { TokenHash = LinkToken.HashOf(token), PersonId = person.Id, Purpose = LinkPurpose.Mails, CreatedAt = product.Time.GetUtcNow() });
            return Task.CompletedTask;
        }, WebProduct.Cancellation);
        return $"/l/{token}";
    }

    async Task<bool?> WantsNewsAsync(Person person) => (await product.Operations.ReadAsync<ChooseMails, MailChoice?>(choose => choose.LookAsync(person.Id, WebProduct.Cancellation)))?.WantsNews;
}
