using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Durability;

/// <summary>What a person sees in the browser while something behind the page does not do its part, and that nothing they sent is lost.</summary>
public sealed class TroubleTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>When a sender is given up, and before the mail is taken for one whose sender died.</summary>
    static readonly TimeSpan LongerThanAnySending = TimeSpan.FromSeconds(95);

    [Fact]
    public async Task While_another_program_holds_the_database_a_form_is_answered_with_try_again_and_then_it_works()
    {
        await using var product = new WebProduct();
        await product.FoundAsync();
        using var browser = product.Open();
        var address = await browser.ApplyAsync("locked@example.org");
        var typed = Browser.Hidden((await browser.GetAsync(address)).Form("step")!);
        Browser.Answer held;
        await using (var other = new SqliteConnection(await ConnectionAsync(product)))
        {
            await other.OpenAsync(WebProduct.Cancellation);
            await using var transaction = other.BeginTransaction(deferred: false);
            held = await browser.PostAsync(address, [.. typed, .. Village.Application]);

            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(address)).Status);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, held.Status);
        Assert.Contains("send it again in a few minutes", held.Text, StringComparison.Ordinal);
        Assert.StartsWith("/where/", (await browser.PostAsync(address, [.. typed, .. Village.Application])).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_may_only_read_is_answered_plainly_and_replaced_by_the_next()
    {
        await using var product = new WebProduct();
        await product.FoundAsync();
        using var browser = product.Open();
        var address = await browser.ApplyAsync("readonly@example.org");
        var typed = Browser.Hidden((await browser.GetAsync(address)).Form("step")!);
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA query_only=ON", WebProduct.Cancellation), WebProduct.Cancellation);
        var refused = await browser.PostAsync(address, [.. typed, .. Village.Application]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("could not be kept", refused.Text, StringComparison.Ordinal);
        Assert.StartsWith("/where/", (await browser.PostAsync(address, [.. typed, .. Village.Application])).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_full_disk_what_somebody_sends_is_answered_with_the_reason_and_goes_on_once_there_is_room()
    {
        await using var product = new WebProduct();
        await product.FoundAsync();
        using var browser = product.Open();
        var address = await browser.ApplyAsync("before@example.org");
        await FillAsync(product);
        var refused = await browser.SubmitAsync($"/e/{Village.Slug}/apply", "apply", Village.Interest("full@example.org"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("There is no room on the disk that holds the data folder", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing from before is lost", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(address)).Status);

        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 4294967294", WebProduct.Cancellation), WebProduct.Cancellation);
        await browser.ApplyAsync("full@example.org");
    }

    [Fact]
    public async Task While_the_database_is_gone_every_page_says_so_to_whoever_is_signed_in_too_and_then_it_is_back()
    {
        await using var product = new WebProduct();
        await product.FoundAsync();
        using var steward = await product.SignInAsync(Role.Administrator);
        using var stranger = product.Open();
        product.Database.Trouble = new SqliteException("unable to open database file", 14);
        var (page, start) = (await steward.GetAsync("/events"), await stranger.GetAsync("/"));
        product.Database.Trouble = null;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (page.Status, start.Status));
        Assert.Contains("try again in a few minutes", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await steward.GetAsync("/events")).Status);
    }

    [Fact]
    public async Task Where_PostgreSQL_has_no_room_it_is_not_the_disk_of_the_data_folder()
    {
        await using var product = new WebProduct();
        await product.FoundAsync();
        using var stranger = product.Open();
        product.Database.Trouble = new PostgresException("could not extend file", "ERROR", "ERROR", PostgresErrorCodes.DiskFull);
        var refused = await stranger.GetAsync($"/e/{Village.Slug}/apply");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("There is no room on the disk that holds the database.", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScriptedSmtpServer.Hang)]
    [InlineData(ScriptedSmtpServer.Drop)]
    public async Task A_mail_server_that_hangs_or_drops_after_the_mail_holds_up_no_page_and_leaves_a_question_in_the_outbox(string trouble)
    {
        await using var server = new ScriptedSmtpServer().At(".", trouble);
        await using var product = new WebProduct(
            ("Mail:Smtp:Host", "127.0.0.1"),
            ("Mail:Smtp:Port", server.Port.ToString(CultureInfo.InvariantCulture)),
            ("Mail:Smtp:Security", "None"),
            ("Mail:Smtp:TimeoutSeconds", "60"),
            ("Mail:From", "hello@millrace.example"))
        { IsAwake = true };
        await product.FoundAsync();
        using var browser = product.Open();
        var address = await browser.ApplyAsync("trouble@example.org");
        await UntilAsync(() => Task.FromResult(server.Mails.Count > 0), "No mail was handed over.");
        var sent = await browser.SubmitAsync(address, "step", Village.Application);

        Assert.StartsWith("/where/", sent.Location, StringComparison.Ordinal);
        Assert.Equal(StepState.Submitted, (await product.StepAsync(Village.IdOf(address))).State);
        product.Time.Advance(LongerThanAnySending);
        await UntilAsync(
            () => product.Operations.ReadAsync<PrismaDbContext, bool>(db => db.Outbox.AnyAsync(mail => mail.State == OutboxState.MaybeSent, WebProduct.Cancellation)),
            "Nothing was asked about the mail that was under way.");
        using var steward = await product.SignInAsync(Role.Administrator);
        Assert.Contains("maybe sent", (await steward.GetAsync("/outbox")).Text, StringComparison.Ordinal);
    }

    static async Task UntilAsync(Func<Task<bool>> isSo, string otherwise)
    {
        for (var clock = Stopwatch.StartNew(); !await isSo(); await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, WebProduct.Cancellation))
        {
            Assert.True(clock.Elapsed < Patience, otherwise);
        }
    }

    /// <summary>Leaves no page free, and lets the database grow no further.</summary>
    static async Task FillAsync(WebProduct product)
    {
        await using (var other = new SqliteConnection(await ConnectionAsync(product)))
        {
            await other.OpenAsync(WebProduct.Cancellation);
            await using var vacuum = other.CreateCommand();
            vacuum.CommandText = "VACUUM";
            await vacuum.ExecuteNonQueryAsync(WebProduct.Cancellation);
        }

        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1", WebProduct.Cancellation), WebProduct.Cancellation);
    }

    static Task<string> ConnectionAsync(WebProduct product) =>
        product.Operations.ReadAsync<PrismaDbContext, string>(db => Task.FromResult(db.Database.GetConnectionString()!));
}
