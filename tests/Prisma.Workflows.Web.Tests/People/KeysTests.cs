using System.Net.Http.Headers;

namespace Prisma.Workflows.Web.Tests.People;

public sealed class KeysTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Theory]
    [InlineData("ApiKey")]
    [InlineData("Bearer")]
    public async Task A_key_is_shown_once_lets_a_program_in_and_stops_when_it_is_revoked(string scheme)
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        var made = await administrator.SubmitAsync("/keys", "key", ("name", $"nightly export {scheme}"));
        var key = made.Document.QuerySelector(".notice code")!.TextContent;
        Assert.Contains("never", RowOf(made, scheme), StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await administrator.GetAsync("/keys")).Body, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(scheme, key));
        product.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(scheme, key));
        var list = await administrator.GetAsync("/keys");
        Assert.Matches(@"2027, \d\d:\d\d\s+10 Mar 2027, \d\d:\d\d", RowOf(list, scheme));

        var revoke = list.Document.QuerySelectorAll("tr").Single(row => row.TextContent.Contains(scheme, StringComparison.Ordinal))
            .QuerySelector("input[name=_handler]")!.GetAttribute("value")!;
        await administrator.SubmitAsync("/keys", revoke);
        Assert.Contains("revoked", RowOf(await administrator.GetAsync("/keys"), scheme), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(scheme, key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(81)]
    public async Task A_key_needs_a_name_that_fits_in_its_line(int length)
    {
        using var administrator = await product.SignInAsync(Role.Administrator);

        var answer = await administrator.SubmitAsync("/keys", "key", ("name", new string('n', length)));

        Assert.Contains("what the key is for", Assert.Single(answer.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_see_the_keys()
    {
        using var steward = await product.SignInAsync(Role.Steward, Role.Facilitator);

        Assert.Equal(HttpStatusCode.Forbidden, (await steward.GetAsync("/keys")).Status);
    }

    [Fact]
    public async Task Staff_choose_their_own_clock()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        Assert.Contains("such as Europe/Lisbon", Assert.Single((await facilitator.SubmitAsync("/account", "account", ("timeZone", "Orrin/Millrace"))).Problems), StringComparison.Ordinal);

        var kept = await facilitator.SubmitAsync("/account", "account", ("timeZone", "Asia/Tokyo"));

        Assert.Equal("/account?saved=true", kept.Location);
        var page = await facilitator.GetAsync(kept.Location);
        Assert.Equal("Asia/Tokyo", page.Document.QuerySelector("input[name=timeZone]")!.GetAttribute("value"));
        Assert.Contains(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(product.Time.GetUtcNow(), "Asia/Tokyo").ToString("d MMM yyyy, HH:mm", System.Globalization.CultureInfo.InvariantCulture), page.Text, StringComparison.Ordinal);
    }

    static string RowOf(Browser.Answer page, string name) =>
        page.Document.QuerySelectorAll("tr").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;

    async Task<HttpStatusCode> AskAsync(string scheme, string key)
    {
        using var program = product.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/elsa/api/workflow-definitions", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, key);
        using var response = await program.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
