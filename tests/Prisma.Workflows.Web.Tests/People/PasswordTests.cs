using System.Text.RegularExpressions;

namespace Prisma.Workflows.Web.Tests.People;

public sealed partial class PasswordTests
{
    const string Another = "seven more plain words";

    [Fact]
    public async Task Whoever_forgot_their_password_sets_another_by_a_link_that_works_once()
    {
        await using var product = new WebProduct();
        using var signedIn = await product.SignInAsync(Role.Administrator);
        var email = await EmailAsync(product);
        using var browser = product.Open();

        var known = await ForgetAsync(browser, email.ToUpperInvariant());
        await ForgetAsync(browser, email);
        var unknown = await ForgetAsync(browser, "nobody@example.org");

        Assert.Equal(known.Location, unknown.Location);
        Assert.Contains("on its way there", (await browser.GetAsync(known.Location)).Text, StringComparison.Ordinal);
        var address = await TheOnlyLinkAsync(product);
        Assert.Single((await browser.SubmitAsync(address, "invitation", ("password", "short"))).Problems);
        Assert.Equal("/today", (await browser.SubmitAsync(address, "invitation", ("password", Another))).Location);

        Assert.Equal(HttpStatusCode.Gone, (await product.Open().GetAsync(address)).Status);
        Assert.Contains("/sign-in", (await signedIn.GetAsync("/today")).Location, StringComparison.Ordinal);
        using var anew = product.Open();
        Assert.Single((await anew.SubmitAsync("/sign-in", "sign-in", ("email", email), ("password", WebProduct.Password))).Problems);
        Assert.Equal("/today", (await anew.SubmitAsync("/sign-in", "sign-in", ("email", email), ("password", Another))).Location);
    }

    [Fact]
    public async Task A_link_for_another_password_is_over_after_four_hours()
    {
        await using var product = new WebProduct();
        using var _ = await product.SignInAsync(Role.Administrator);
        var email = await EmailAsync(product);
        using var browser = product.Open();
        await ForgetAsync(browser, email);
        var address = await TheOnlyLinkAsync(product);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(address)).Status);

        product.Time.Advance(TimeSpan.FromHours(5));

        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(address)).Status);
    }

    [Fact]
    public async Task Another_link_comes_an_hour_after_the_last_whatever_the_clock_says()
    {
        await using var product = new WebProduct();
        using var _ = await product.SignInAsync(Role.Administrator);
        var email = await EmailAsync(product);
        using var browser = product.Open();
        product.Time.Advance(TimeSpan.FromMinutes(50));
        await ForgetAsync(browser, email);

        product.Time.Advance(TimeSpan.FromMinutes(20));
        await ForgetAsync(browser, email);
        Assert.Equal(1, await OwedAsync(product));

        product.Time.Advance(TimeSpan.FromMinutes(41));
        await ForgetAsync(browser, email);
        Assert.Equal(2, await OwedAsync(product));
    }

    [Fact]
    public async Task A_link_that_is_over_says_what_to_do_now_also_to_whoever_sends_its_form()
    {
        await using var product = new WebProduct();
        using var _ = await product.SignInAsync(Role.Administrator);
        var email = await EmailAsync(product);
        using var browser = product.Open();
        await ForgetAsync(browser, email);
        var address = await TheOnlyLinkAsync(product);
        var form = Browser.Hidden((await browser.GetAsync(address)).Form("invitation")!);
        product.Time.Advance(TimeSpan.FromHours(5));

        foreach (var answer in new[] { await browser.GetAsync(address), await browser.PostAsync(address, [.. form, ("password", Another)]) })
        {
            Assert.Equal(HttpStatusCode.Gone, answer.Status);
            Assert.NotNull(answer.Document.QuerySelector("main a[href='/sign-in/forgotten']"));
            Assert.DoesNotContain("invit", answer.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("ask whoever invited you", (await browser.GetAsync("/invitation/of-nobody")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_knows_their_password_changes_it_and_every_other_browser_and_link_is_over()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Facilitator);
        var email = await EmailAsync(product);
        using var other = product.Open();
        await other.SubmitAsync("/sign-in", "sign-in", ("email", email), ("password", WebProduct.Password));

        await ForgetAsync(other, email);
        var address = await TheOnlyLinkAsync(product);

        var wrong = await browser.SubmitAsync("/account", "password", ("present", "guess"), ("password", Another));
        Assert.Contains("not your present password", Assert.Single(wrong.Problems), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/today")).Status);

        var changed = await browser.SubmitAsync("/account", "password", ("present", WebProduct.Password), ("password", Another));
        Assert.Contains("Your password is changed", (await browser.GetAsync(changed.Location)).Text, StringComparison.Ordinal);
        Assert.Contains("/sign-in", (await other.GetAsync("/today")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await other.GetAsync(address)).Status);
    }

    [Fact]
    public async Task Who_gets_another_address_signs_in_with_it_and_links_to_the_old_one_are_dead()
    {
        await using var product = new WebProduct();
        using var administrator = await product.SignInAsync(Role.Administrator);
        var (id, email) = await product.Operations.ReadAsync<PrismaDbContext, (Guid, string)>(async db => await db.People.Select(person => ValueTuple.Create(person.Id, person.Email)).SingleAsync(WebProduct.Cancellation));
        using var browser = product.Open();
        await ForgetAsync(browser, email);
        var address = await TheOnlyLinkAsync(product);

        var changed = await administrator.SubmitAsync("/people", "address", ("who", id.ToString()), ("address", "sam@brook.example"));

        var people = (await administrator.GetAsync(changed.Location)).Text;
        Assert.Contains("sam@brook.example", people, StringComparison.Ordinal);
        Assert.Contains("Saved. Both addresses are told", people, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(address)).Status);
        Assert.Single((await browser.SubmitAsync("/sign-in", "sign-in", ("email", email), ("password", WebProduct.Password))).Problems);
        Assert.Equal("/today", (await browser.SubmitAsync("/sign-in", "sign-in", ("email", "sam@brook.example"), ("password", WebProduct.Password))).Location);
    }

    static Task<int> OwedAsync(WebProduct product) =>
        product.Operations.ReadAsync<PrismaDbContext, int>(db => db.Outbox.CountAsync(mail => mail.Template == "E76", WebProduct.Cancellation));

    static Task<string> EmailAsync(WebProduct product) =>
        product.Operations.ReadAsync<PrismaDbContext, string>(db => db.People.Select(person => person.Email).SingleAsync(WebProduct.Cancellation));

    static Task<Browser.Answer> ForgetAsync(Browser browser, string email) => browser.SubmitAsync("/sign-in/forgotten", "forgotten", ("email", email));

    static async Task<string> TheOnlyLinkAsync(WebProduct product) => Link().Match(Assert.Single(await product.DeliverAsync()).Text).Value;

    [GeneratedRegex("/password/[A-Za-z0-9_-]{43}", RegexOptions.None, 100)]
    private static partial Regex Link();
}
