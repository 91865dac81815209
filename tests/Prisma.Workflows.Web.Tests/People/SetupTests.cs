using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prisma.Workflows.People.Setup;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Web.Tests.People;

public sealed class SetupTests
{
    static readonly (string, string)[] _amina = [("firstName", "Amina"), ("lastName", "Orrin"), ("email", "Amina@Example.org "), ("password", WebProduct.Password), ("timeZone", "Europe/Lisbon")];

    [Fact]
    public async Task The_holder_of_the_link_becomes_administrator_is_signed_in_and_the_link_dies()
    {
        await using var product = new WebProduct();
        var address = $"/setup/{await product.SetupTokenAsync()}";
        using var browser = product.Open();

        var answer = await browser.SubmitAsync(address, "setup", _amina);

        Assert.Equal("/today", answer.Location);
        Assert.NotNull((await browser.GetAsync("/today")).Document.QuerySelector("main a[href='/events/new']"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/people")).Status);
        foreach (var page in (string[])["/account", "/events/new"])
        {
            Assert.Equal("Europe/Lisbon", (await browser.GetAsync(page)).Document.GetElementById("f-timeZone")!.GetAttribute("value"));
        }

        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(address)).Status);
        Assert.Null(await product.Operations.RunAsync<PrepareSetup, string?>(prepare => prepare.ExecuteAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Opening_the_link_many_times_does_not_use_it_up()
    {
        await using var product = new WebProduct();
        var address = $"/setup/{await product.SetupTokenAsync()}";
        using var scanner = product.Open();
        await scanner.GetAsync(address);
        await scanner.GetAsync(address);
        using var browser = product.Open();

        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(address, "setup", _amina)).Status);
    }

    [Fact]
    public async Task Two_people_racing_for_the_link_make_exactly_one_administrator()
    {
        await using var product = new WebProduct();
        var address = $"/setup/{await product.SetupTokenAsync()}";
        var browsers = Enumerable.Range(0, 4).Select(_ => product.Open()).ToList();

        var forms = await Task.WhenAll(browsers.Select(async browser => Browser.Hidden((await browser.GetAsync(address)).Form("setup")!)));

        var answers = await Task.WhenAll(browsers.Select((browser, number) => browser.PostAsync(
            address, [.. forms[number], ("firstName", "Racer"), ("email", $"racer{number}@example.org"), ("password", WebProduct.Password), ("timeZone", "UTC")])));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.Gone));
        var staff = await product.Operations.ReadAsync<StaffDirectory, IReadOnlyList<StaffEntry>>(directory => directory.ListAsync(TestContext.Current.CancellationToken));
        Assert.Single(staff);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task A_link_that_is_still_open_makes_no_second_administrator()
    {
        await using var product = new WebProduct();
        var token = await product.SetupTokenAsync();
        using var administrator = await product.SignInAsync(Role.Administrator);

        var late = await product.Operations.RunAsync<CompleteSetup, Outcome<StaffMember>>(
            complete => complete.ExecuteAsync(token, new Newcomer("Amina", "Orrin", "amina@example.org", WebProduct.Password), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(CompleteSetup.DeadLink, late.Problems[Problems.Whole]);
    }

    [Fact]
    public async Task A_short_password_and_a_bad_address_are_said_beside_their_fields_and_what_was_typed_stays()
    {
        await using var product = new WebProduct();
        using var browser = product.Open();

        var answer = await browser.SubmitAsync($"/setup/{await product.SetupTokenAsync()}", "setup", ("firstName", "Amina"), ("email", "nowhere"), ("password", "short"), ("timeZone", "Mars"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(3, answer.Problems.Count);
        Assert.Equal("nowhere", answer.Document.GetElementById("f-email")!.GetAttribute("value"));
        Assert.Contains("f-password-error", answer.Document.GetElementById("f-password")!.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.DoesNotContain("short\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preset_address_is_bound_to_the_link()
    {
        await using var product = new WebProduct(("Setup:AdminEmail", "Lead@Example.org"));
        using var browser = product.Open();

        await browser.SubmitAsync($"/setup/{await product.SetupTokenAsync()}", "setup", ("firstName", "Lead"), ("email", "somebody-else@example.org"), ("password", WebProduct.Password), ("timeZone", "UTC"));

        var staff = await product.Operations.ReadAsync<StaffDirectory, IReadOnlyList<StaffEntry>>(directory => directory.ListAsync(TestContext.Current.CancellationToken));
        var only = Assert.Single(staff);
        Assert.Equal(("lead@example.org", true), (only.Email, only.HasPassword));
    }

    [Fact]
    public async Task A_preset_key_works_at_once_acts_as_the_administrator_and_is_made_once_however_often_the_product_starts()
    {
        const string Key = "0123456789abcdef0123456789abcdef";
        await using var product = new WebProduct(("Setup:AdminEmail", "lead@example.org"), ("Setup:ApiKey", Key));
        await product.SetupTokenAsync();
        using var program = product.Open();
        program.Client.DefaultRequestHeaders.Add("Authorization", $"ApiKey {Key}");
        using var guesser = product.Open();
        guesser.Client.DefaultRequestHeaders.Add("Authorization", $"ApiKey {Key[1..]}x");

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/people")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.GetAsync("/people")).Status);
        Assert.Equal(1, await product.Operations.ReadAsync<PrismaDbContext, int>(db => Task.FromResult(db.ApiKeys.Count())));
    }

    [Fact]
    public async Task A_new_preset_key_ends_the_one_before_and_leaves_those_that_people_made()
    {
        await using var product = new WebProduct(("Setup:AdminEmail", "lead@example.org"), ("Setup:ApiKey", "0123456789abcdef0123456789abcdef"));
        await product.SetupTokenAsync();
        using var administrator = await product.SignInAsync(Role.Administrator);
        await administrator.SubmitAsync("/keys", "key", ("name", "The calendar"));

        product.Services.GetRequiredService<IOptions<SetupOptions>>().Value.ApiKey = "ffffffffffffffffffffffffffffffff";
        await product.SetupTokenAsync();

        var alive = await product.Operations.ReadAsync<PrismaDbContext, List<ApiKey>>(db => db.ApiKeys.Where(key => key.RevokedAt == null).ToListAsync(WebProduct.Cancellation));
        Assert.Equal(LinkToken.HashOf("ffffffffffffffffffffffffffffffff"), Assert.Single(alive, key => key.Name != "The calendar").KeyHash);
        Assert.Equal(2, alive.Count);
    }

    [Fact]
    public async Task A_preset_key_that_was_revoked_stays_so_and_the_start_says_it()
    {
        await using var product = new WebProduct(("Setup:AdminEmail", "lead@example.org"), ("Setup:ApiKey", "0123456789abcdef0123456789abcdef"));
        await product.SetupTokenAsync();
        using var heard = new HeardLog();
        product.Services.GetRequiredService<ILoggerFactory>().AddProvider(heard);
        await product.SetupTokenAsync();
        Assert.Empty(heard.Lines);

        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.ApiKeys.ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, product.Time.GetUtcNow()), WebProduct.Cancellation), WebProduct.Cancellation);
        await product.SetupTokenAsync();

        Assert.StartsWith("Setup:ApiKey was revoked here on ", Assert.Single(heard.Lines), StringComparison.Ordinal);
        Assert.False(await product.Operations.ReadAsync<PrismaDbContext, bool>(db => db.ApiKeys.AnyAsync(key => key.RevokedAt == null, WebProduct.Cancellation)));
    }

    [Fact]
    public async Task The_configuration_makes_nobody_an_administrator_where_one_can_sign_in_already()
    {
        await using var product = new WebProduct(("Setup:AdminEmail", "lead@example.org"));
        using var browser = product.Open();
        await browser.SubmitAsync($"/setup/{await product.SetupTokenAsync()}", "setup", ("firstName", "Lead"), ("password", WebProduct.Password), ("timeZone", "UTC"));
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.People.ExecuteUpdateAsync(set => set.SetProperty(person => person.Email, "moved@example.org"), WebProduct.Cancellation), WebProduct.Cancellation);

        await product.Operations.RunAsync<PrepareSetup, string?>(prepare => prepare.ExecuteAsync(WebProduct.Cancellation), WebProduct.Cancellation);

        var staff = await product.Operations.ReadAsync<StaffDirectory, IReadOnlyList<StaffEntry>>(directory => directory.ListAsync(WebProduct.Cancellation));
        Assert.Equal("moved@example.org", Assert.Single(staff).Email);
    }

    [Theory]
    [InlineData("nobody", "", "Setup:AdminEmail is not an e-mail address.")]
    [InlineData("", "0123456789abcdef0123456789abcdef", "Setup:ApiKey needs Setup:AdminEmail: a key always acts as somebody.")]
    [InlineData("lead@example.org", "short", "Setup:ApiKey is too short; it needs at least 32 characters.")]
    [InlineData("lead@example.org", "", null)]
    [InlineData("", "", null)]
    public void Presets_that_cannot_be_used_are_named(string email, string key, string? sentence) =>
        Assert.Equal(sentence, PrepareSetup.WhatIsWrongWith(new SetupOptions { AdminEmail = email, ApiKey = key }));
}
