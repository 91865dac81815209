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
