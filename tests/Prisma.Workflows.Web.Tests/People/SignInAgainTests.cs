using Prisma.Workflows.People.Staff;
using static Prisma.Workflows.Web.Tests.Harness.Browser;

namespace Prisma.Workflows.Web.Tests.People;

/// <summary>A session that ends while somebody writes takes nothing of what they wrote.</summary>
public sealed class SignInAgainTests : IAsyncLifetime
{
    readonly WebProduct _product = new();
    Browser _browser = null!;
    string _email = "";

    static (string Name, string Value)[] Wish => [("name", "Orchards of Orrin & <more>"), ("name", "a second\r\nline")];

    public async ValueTask InitializeAsync()
    {
        _browser = await _product.SignInAsync(Role.Facilitator);
        _email = (await _product.Operations.ReadAsync<StaffDirectory, IReadOnlyList<StaffEntry>>(staff => staff.ListAsync(WebProduct.Cancellation)))[0].Email;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _product.DisposeAsync();
    }

    [Fact]
    public async Task What_was_written_is_sent_after_signing_in_again()
    {
        var ended = await EndedAsync("/events/new?from=here", "create", Wish);
        Assert.Equal(HttpStatusCode.Unauthorized, ended.Status);
        Assert.Contains("nothing you wrote is lost", ended.Text, StringComparison.Ordinal);

        var guess = await SignInAsync(ended, "wrong");
        Assert.Equal([SignIn.Refusal], guess.Problems);
        var again = await SignInAsync(guess, WebProduct.Password);

        var form = again.Form("/events/new?from=here")!;
        Assert.Equal(Wish, Hidden(form).Where(field => field.Name == "name"));
        var answer = await _browser.PostAsync("/events/new?from=here", Hidden(form));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEmpty(answer.Problems);
        Assert.Contains("Orchards of Orrin & <more>", answer.Document.QuerySelector("[name=name]")!.GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_not_carried_along_and_of_files_it_is_said_that_they_stay_behind()
    {
        var fields = Hidden((await _browser.GetAsync("/events/new")).Form("create")!);
        _product.Time.Advance(TimeSpan.FromHours(13));
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("name", "Orchards")).Append(("new-password", "four plain words")))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent([1, 2, 3]), "file", "map.png");
        var ended = await ReadAsync(await _browser.Client.PostAsync(new Uri("/events/new", UriKind.Relative), content, WebProduct.Cancellation));

        Assert.Contains("Files cannot come along", ended.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("four plain words", ended.Body, StringComparison.Ordinal);
        Assert.Contains("Files cannot come along", (await SignInAsync(ended, WebProduct.Password)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_form_of_ours_that_this_session_opened_is_carried_on()
    {
        using var stranger = _product.Open();
        Assert.StartsWith("/sign-in?to=", (await stranger.PostAsync("/events/new", Wish)).Location, StringComparison.Ordinal);

        _product.Time.Advance(TimeSpan.FromHours(13));
        Assert.StartsWith("/sign-in?to=", (await _browser.PostAsync("/events/new", Wish)).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.PostAsync("/sign-in/again", [("email", _email), ("password", WebProduct.Password), ("kept-to", "/events/new")])).Status);
    }

    [Fact]
    public async Task It_is_sent_to_pages_of_ours_alone_and_not_when_it_is_endless()
    {
        var ended = await EndedAsync("/events/new", "create", Wish);
        var elsewhere = await _browser.PostAsync(
            "/sign-in/again",
            [.. Hidden(ended.Form("/sign-in/again")!).Where(field => field.Name != "kept-to"), ("kept-to", "//elsewhere.example"), ("email", _email), ("password", WebProduct.Password)]);
        Assert.Equal("/today", elsewhere.Document.QuerySelector("main form")!.GetAttribute("action"));

        Assert.StartsWith("/sign-in?to=", (await EndedAsync("/events/new", "create", ("name", new string('x', 1_100_000)))).Location, StringComparison.Ordinal);
    }

    async Task<Answer> EndedAsync(string address, string form, params IReadOnlyList<(string Name, string Value)> fields)
    {
        var hidden = Hidden((await _browser.GetAsync(address)).Form(form)!);
        _product.Time.Advance(TimeSpan.FromHours(13));
        return await _browser.PostAsync(address, [.. hidden, .. fields]);
    }

    Task<Answer> SignInAsync(Answer page, string password) =>
        _browser.PostAsync("/sign-in/again", [.. Hidden(page.Form("/sign-in/again")!), ("email", _email), ("password", password)]);
}
