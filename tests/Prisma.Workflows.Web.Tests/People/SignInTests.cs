using Prisma.Workflows.People.Staff;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Tests.People;

public sealed class SignInTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_get_the_same_sentence()
    {
        await product.SignInAsync(Role.Facilitator);
        using var browser = product.Open();
        var email = (await StaffAsync())[0].Email;

        var unknown = await browser.SubmitAsync("/sign-in", "sign-in", ("email", "nobody@example.org"), ("password", "x"));
        var wrong = await browser.SubmitAsync("/sign-in", "sign-in", ("email", email), ("password", "x"));

        Assert.Equal([SignIn.Refusal], unknown.Problems);
        Assert.Equal([SignIn.Refusal], wrong.Problems);
    }

    [Fact]
    public async Task Guessing_at_one_address_is_stopped_even_when_the_guess_is_right()
    {
        await using var quiet = new WebProduct();
        using var owner = await quiet.SignInAsync(Role.Facilitator);
        var email = (await quiet.Operations.ReadAsync<StaffDirectory, IReadOnlyList<StaffEntry>>(staff => staff.ListAsync(TestContext.Current.CancellationToken)))[0].Email;
        using var browser = quiet.Open();
        for (var guess = 0; guess < 8; guess++)
        {
            await browser.SubmitAsync("/sign-in", "sign-in", ("email", email), ("password", "guess"));
        }

        Assert.Equal([SignIn.Refusal], (await browser.SubmitAsync("/sign-in", "sign-in", ("email", email), ("password", WebProduct.Password))).Problems);
        quiet.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync("/sign-in", "sign-in", ("email", email), ("password", WebProduct.Password))).Status);
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Steward)]
    [InlineData(Role.Facilitator)]
    [InlineData(Role.TrustNode)]
    public async Task Nobody_is_shown_a_way_to_what_is_not_for_them(Role role)
    {
        using var browser = await product.SignInAsync(role);
        var ways = (await browser.GetAsync("/today")).Document.QuerySelectorAll("header a[href^='/'], main a[href^='/']").Select(link => link.GetAttribute("href")!).Distinct().ToList();
        Assert.NotEmpty(ways);

        foreach (var way in ways)
        {
            Assert.Equal((way, HttpStatusCode.OK), (way, (await browser.GetAsync(way)).Status));
        }
    }

    [Fact]
    public async Task A_flood_of_posts_is_slowed_down_and_slows_no_other_address()
    {
        await using var flooded = new WebProduct();
        using var browser = flooded.Open();
        var fields = Browser.Hidden((await browser.GetAsync("/sign-in")).Form("sign-in")!);
        // All at once, and more than two minutes' worth: a minute that ends in between lets no flood through.
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async post => (await browser.PostAsync("/sign-in", [.. fields, ("email", $"{post}@example.org"), ("password", "x")])).Status));

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in")).Status);
        using var elsewhere = flooded.Open();
        Assert.Equal([SignIn.Refusal], (await elsewhere.SubmitAsync("/sign-in", "sign-in", ("email", "nobody@example.org"), ("password", "x"))).Problems);
    }

    /// <summary>As <c>docs/deployment.md</c> says for whatever ends TLS.</summary>
    [Fact]
    public async Task Behind_a_proxy_that_says_so_visitors_are_told_apart_and_cookies_are_for_TLS_alone()
    {
        await using var behind = new WebProduct(("ForwardedHeaders_Enabled", "true"));
        using var proxy = behind.Open();
        proxy.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        Assert.Contains("; secure", (await proxy.GetAsync("/sign-in")).Headers["Set-Cookie"], StringComparison.Ordinal);

        proxy.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.8");
        Assert.Contains(HttpStatusCode.TooManyRequests, await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => (await proxy.PostAsync("/sign-in", [])).Status)));
        proxy.Client.DefaultRequestHeaders.Remove("X-Forwarded-For");
        proxy.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.BadRequest, (await proxy.PostAsync("/sign-in", [])).Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var browser = await product.SignInAsync(Role.Facilitator);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/today")).Status);

        await browser.SubmitAsync("/today", "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/today")).Status);
    }

    [Fact]
    public async Task Losing_a_role_signs_the_persons_browsers_out()
    {
        using var browser = await product.SignInAsync(Role.Steward, Role.Facilitator);
        var person = (await StaffAsync()).Single(one => one.Roles.SequenceEqual([Role.Facilitator, Role.Steward]) || one.Roles.SequenceEqual([Role.Steward, Role.Facilitator]));

        await product.Operations.RunAsync<RemoveRole, Outcome<Person>>(remove => remove.ExecuteAsync(person.Id, Role.Steward, Actor.Prisma, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Contains("/sign-in", (await browser.GetAsync("/today")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_keeps_the_role()
    {
        await using var small = new WebProduct();
        using var browser = await small.SignInAsync(Role.Administrator);
        var only = (await small.Operations.ReadAsync<StaffDirectory, IReadOnlyList<StaffEntry>>(staff => staff.ListAsync(TestContext.Current.CancellationToken)))[0];

        var answer = await browser.SubmitAsync("/people", $"remove-{only.Id:N}-Administrator");

        Assert.Contains("last administrator", Assert.Single(answer.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_shown_once_sets_a_password_and_is_used_up()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        var answer = await administrator.SubmitAsync("/people", "invite", ("firstName", "Bo"), ("email", "bo@example.org"), ("roles", "Facilitator"));
        var link = answer.Document.QuerySelector("code")!.TextContent;
        var address = new Uri(link).AbsolutePath;
        Assert.DoesNotContain(address, (await administrator.GetAsync("/people")).Body, StringComparison.Ordinal);
        Assert.Contains((await administrator.GetAsync("/people")).Document.QuerySelectorAll("[data-label=Name]"), name => name.TextContent == "Bo invited");
        using var bo = product.Open();

        var accepted = await bo.SubmitAsync(address, "invitation", ("password", WebProduct.Password));

        Assert.Equal("/today", accepted.Location);
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync("/events")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bo.GetAsync("/people")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await product.Open().GetAsync(address)).Status);
    }

    [Theory]
    [InlineData("/events", "/events")]
    [InlineData("//elsewhere.example", "/today")]
    [InlineData("/\\elsewhere.example", "/today")]
    [InlineData("https://elsewhere.example", "/today")]
    [InlineData(null, "/today")]
    public void Signing_in_leads_only_to_pages_of_ours(string? wanted, string expected) =>
        Assert.Equal(expected, StaffSession.Local(wanted));

    Task<IReadOnlyList<StaffEntry>> StaffAsync() =>
        product.Operations.ReadAsync<StaffDirectory, IReadOnlyList<StaffEntry>>(staff => staff.ListAsync(TestContext.Current.CancellationToken));
}
