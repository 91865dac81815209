using Prisma.Workflows.People.Keys;

namespace Prisma.Workflows.Web.Tests.Admin;

/// <summary>Whoever presses a button of a list twice reads how things stand, and not that something could not be read.</summary>
public sealed class SentTwiceTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task A_key_that_is_revoked_twice_is_revoked()
    {
        using var browser = await product.SignInAsync(Role.Administrator);
        await browser.SubmitAsync("/keys", "key", ("name", "nightly export"));
        var key = await product.Operations.ReadAsync<ApiKeys, List<KeyLine>>(keys => keys.ListAsync(WebProduct.Cancellation));
        var form = Browser.Hidden((await browser.GetAsync("/keys")).Form($"revoke-{key[0].Id:N}")!);

        Assert.Equal("/keys", (await browser.PostAsync("/keys", form)).Location);
        var again = await browser.PostAsync("/keys", form);

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains("revoked", again.Document.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_made_twice_is_made_once_until_the_first_is_revoked()
    {
        using var browser = await product.SignInAsync(Role.Administrator);
        var form = Browser.Hidden((await browser.GetAsync("/keys")).Form("key")!);
        await browser.PostAsync("/keys", [.. form, ("name", "weekly export")]);

        var again = await browser.PostAsync("/keys", [.. form, ("name", "weekly export ")]);

        Assert.StartsWith("You have a key of this name", Assert.Single(again.Problems), StringComparison.Ordinal);
        Assert.Equal("weekly export ", again.Document.GetElementById("f-name")!.GetAttribute("value"));
        var key = Assert.Single(await product.Operations.ReadAsync<ApiKeys, List<KeyLine>>(keys => keys.ListAsync(WebProduct.Cancellation)), key => key.Name == "weekly export");
        await browser.SubmitAsync("/keys", $"revoke-{key.Id:N}");
        Assert.Empty((await browser.SubmitAsync("/keys", "key", ("name", "weekly export"))).Problems);
    }

    [Fact]
    public async Task Whoever_is_invited_twice_at_once_has_one_mail_and_their_link_stays_until_they_are_invited_later()
    {
        using var browser = await product.SignInAsync(Role.Administrator);
        var form = Browser.Hidden((await browser.GetAsync("/people")).Form("invite")!);
        (string, string)[] filled = [.. form, ("firstName", "Ida"), ("email", "ida@orrin.example"), ("roles", "Steward")];
        var link = LinkIn(await browser.PostAsync("/people", filled));

        var again = await browser.PostAsync("/people", filled);

        Assert.Contains("was invited a moment ago", again.Text, StringComparison.Ordinal);
        Assert.Null(again.Document.QuerySelector(".notice code"));
        Assert.Equal(1, await MailsAsync());
        using var invited = product.Open();
        Assert.NotNull((await invited.GetAsync(link)).Document.QuerySelector("main input[type=password]"));
        Assert.NotNull(LinkIn(await browser.PostAsync("/people", [.. filled, ("roles", "Facilitator")])));
        product.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(LinkIn(await browser.PostAsync("/people", filled)));
        Assert.Equal(3, await MailsAsync());

        static string LinkIn(Browser.Answer answer) => new Uri(answer.Document.QuerySelector(".notice code")!.TextContent).AbsolutePath;
        Task<int> MailsAsync() => product.Operations.ReadAsync<PrismaDbContext, int>(db => db.Outbox.CountAsync(mail => mail.Template == "E70" && db.People.Any(one => one.Id == mail.PersonId && one.Email == "ida@orrin.example"), WebProduct.Cancellation));
    }

    [Theory]
    [InlineData("/instances", "again-gone")]
    [InlineData("/instances", "end-gone")]
    [InlineData("/outbox", "again-gone")]
    [InlineData("/outbox", "be-gone")]
    [InlineData("/outbox", "try")]
    [InlineData("/people", "remove-gone-Steward")]
    public async Task What_is_done_already_is_answered_with_how_things_stand(string page, string form)
    {
        using var browser = await product.SignInAsync(Role.Administrator);
        var hidden = Browser.Hidden((await browser.GetAsync("/keys")).Form("key")!).Where(field => field.Name != "_handler").Append(("_handler", form)).ToList();

        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync(page, hidden)).Status);
    }
}
