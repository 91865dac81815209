namespace Prisma.Workflows.Web.Tests.Hosting;

/// <summary>A form that comes to nothing gives back what was written into it, to whoever wrote it.</summary>
public sealed class SentWordsTests : IAsyncLifetime
{
    const string Words = "The reeds are cut <b>before</b> the ice goes, and carried up by hand.";

    readonly WebProduct _product = new(("environment", "Production"));
    Browser _browser = null!;

    public async ValueTask InitializeAsync() => _browser = await _product.SignInAsync(Role.Steward);

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _product.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_signed_out_in_another_window_reads_what_they_sent()
    {
        var fields = Browser.Hidden((await _browser.GetAsync("/mails/E03")).Form("words")!);
        await _browser.SubmitAsync("/today", "/sign-out");

        var answer = await SendAsync("/mails/E03", [.. fields, ("body", Words)]);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("You are no longer signed in", answer.Text, StringComparison.Ordinal);
        Assert.Contains(Words, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mails/E03", false, HttpStatusCode.BadRequest)]
    [InlineData("/events/gone/move", true, HttpStatusCode.NotFound)]
    public async Task So_does_whoever_sends_an_old_form_or_one_to_what_is_gone(string address, bool hasToken, HttpStatusCode expected)
    {
        var token = hasToken ? Browser.Hidden((await _browser.GetAsync("/mails/E03")).Form("words")!).Where(field => field.Name != "_handler") : [];

        var answer = await SendAsync(address, [.. token, ("_handler", "words"), ("body", Words), ("subject", "Short words"), ("password", "four plain words and some more to be long enough"), ("seen.body", $"{Words} Or not.")]);

        Assert.Equal(expected, answer.Status);
        Assert.Equal([Words], answer.Document.QuerySelectorAll("main .as-typed").Select(text => text.TextContent));
    }

    [Fact]
    public async Task Words_that_another_site_sends_stand_on_no_page_of_ours()
    {
        var answer = await SendAsync("/mails/E03", [("body", Words)], from: "cross-site");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.DoesNotContain("The reeds", answer.Body, StringComparison.Ordinal);
    }

    async Task<Browser.Answer> SendAsync(string address, IReadOnlyList<(string Name, string Value)> fields, string from = "same-origin")
    {
        _browser.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", from);
        return await _browser.PostAsync(address, fields);
    }
}
