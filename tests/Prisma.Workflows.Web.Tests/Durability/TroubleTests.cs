using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tests.Harness;
using Prisma.Workflows.Web.Tests.Harness;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Durability;

/// <summary>What a person sees in the browser while something behind the page does not do its part, and that nothing they sent is lost.</summary>
public sealed class TroubleTests
{
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

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
        for (var attempt = 1; ; attempt++)
        {
            using var browser = product.Open();
            var address = await browser.ApplyAsync($"readonly{attempt}@example.org");
            var typed = Browser.Hidden((await browser.GetAsync(address)).Form("step")!);
            await OutboxAtRestAsync(product);
            await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA query_only=ON", WebProduct.Cancellation), WebProduct.Cancellation);
            var refused = await browser.PostAsync(address, [.. typed, .. Village.Application]);
            if (refused.Status == HttpStatusCode.Redirect && attempt < 5)
            {
                // A recurring job met the trouble first and had the connection replaced: once more, with somebody else.
                continue;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
            Assert.Contains("could not be kept", refused.Text, StringComparison.Ordinal);
            Assert.StartsWith("/where/", (await browser.PostAsync(address, [.. typed, .. Village.Application])).Location, StringComparison.Ordinal);
            return;
        }
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
            ("Mail:Smtp:TimeoutSeconds", "8"),
            ("Mail:From", "hello@millrace.example"));
        await product.FoundAsync();
        using var browser = product.Open();
        var clock = Stopwatch.StartNew();
        var address = await browser.ApplyAsync("trouble@example.org");
        var sent = await browser.SubmitAsync(address, "step", Village.Application);

        Assert.StartsWith("/where/", sent.Location, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < Soon, $"The pages took {clock.Elapsed}.");
        Assert.Equal(StepState.Submitted, (await product.StepAsync(Village.IdOf(address))).State);
        Assert.Equal(OutboxState.MaybeSent, await StateOfDoubtfulMailAsync(product));
        using var steward = await product.SignInAsync(Role.Administrator);
        Assert.Contains("maybe sent", (await steward.GetAsync("/outbox")).Text, StringComparison.Ordinal);
    }

    /// <summary>Waits until the sender has an answer of some kind about the mail that was under way.</summary>
    static async Task<OutboxState> StateOfDoubtfulMailAsync(WebProduct product)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50, WebProduct.Cancellation))
        {
            var states = await product.Operations.ReadAsync<PrismaDbContext, List<OutboxState>>(db => db.Outbox.Select(mail => mail.State).ToListAsync(WebProduct.Cancellation));
            if (states.Contains(OutboxState.MaybeSent))
            {
                return OutboxState.MaybeSent;
            }

            if (clock.Elapsed > Soon)
            {
                return states.Find(state => state != OutboxState.Pending);
            }
        }
    }

    /// <summary>Waits until no mail is under way, so that nobody but the browser meets the trouble.</summary>
    static async Task OutboxAtRestAsync(WebProduct product)
    {
        var now = TimeProvider.System.GetUtcNow();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Soon; await Task.Delay(50, WebProduct.Cancellation))
        {
            if (!await product.Operations.ReadAsync<PrismaDbContext, bool>(db => db.Outbox.AnyAsync(mail => mail.State == OutboxState.Sending || (mail.State == OutboxState.Pending && mail.DueAt <= now), WebProduct.Cancellation)))
            {
                return;
            }
        }
    }

    static Task<string> ConnectionAsync(WebProduct product) =>
        product.Operations.ReadAsync<PrismaDbContext, string>(db => Task.FromResult(db.Database.GetConnectionString()!));
}
