using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Admin;

/// <summary>A list that does not show everything says so, and where the rest is.</summary>
public sealed class MailListsTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task The_outbox_says_that_there_are_more()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        Assert.DoesNotContain("These are 200", (await administrator.GetAsync("/outbox")).Text, StringComparison.Ordinal);

        await product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            var (person, now) = (new Person { FirstName = "Amina", Email = "amina@reed.example", TimeZone = "Europe/Lisbon", CreatedAt = product.Time.GetUtcNow() }, product.Time.GetUtcNow());
            db.Add(person);
            for (var number = 0; number < ListOutbox.Most; number++)
            {
                db.Add(new OutboxMessage { Key = $"{number}", PersonId = person.Id, Template = "E01", Facts = "{}", MessageId = $"<{number}@prisma.example>", CreatedAt = now, DueAt = now, State = OutboxState.Sent });
            }

            return Task.CompletedTask;
        }, WebProduct.Cancellation);

        Assert.Contains("These are 200: what needs a decision, then the newest. What somebody was written before stands on the page of their enrolment.", (await administrator.GetAsync("/outbox")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_is_told_of_a_mail_that_failed_and_finds_whose_it_was()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        Assert.DoesNotContain("One mail failed", (await administrator.GetAsync("/today")).Text, StringComparison.Ordinal);
        var mail = await product.Operations.RunAsync<PrismaDbContext, OutboxMessage>(db =>
        {
            var (person, now) = (new Person { FirstName = "Noor", Email = "noor@fern.example", TimeZone = "Europe/Lisbon", CreatedAt = product.Time.GetUtcNow() }, product.Time.GetUtcNow());
            db.Add(person);
            return Task.FromResult(db.Add(new OutboxMessage { Key = "failed", PersonId = person.Id, EnrolmentId = Guid.CreateVersion7(), Template = "E03", Facts = "{}", MessageId = "<failed@prisma.example>", CreatedAt = now, DueAt = now, State = OutboxState.Failed }).Entity);
        }, WebProduct.Cancellation);

        Assert.Contains("One mail failed, or may not have arrived. Look at the outbox", (await administrator.GetAsync("/today")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("One mail failed", (await facilitator.GetAsync("/today")).Text, StringComparison.Ordinal);
        Assert.NotNull((await administrator.GetAsync("/outbox")).Document.QuerySelector($"a[href='/enrolments/{mail.EnrolmentId}']"));
    }

    [Fact]
    public async Task An_administrator_reads_on_today_that_no_mail_goes_out()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        const string Held = "there is no way to the mail server";
        Assert.DoesNotContain(Held, (await administrator.GetAsync("/today")).Text, StringComparison.Ordinal);
        var now = product.Time.GetUtcNow();
        await product.Operations.RunAsync<PrismaDbContext>(async db => await db.AddAsync(new Setting { Key = Offline.Key, Value = JsonSerializer.Serialize(new Offline(now, 1, now.AddMinutes(1), "535: Invalid password")) }, WebProduct.Cancellation), WebProduct.Cancellation);

        Assert.Contains(Held, (await administrator.GetAsync("/today")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Held, (await facilitator.GetAsync("/today")).Text, StringComparison.Ordinal);
        Assert.Equal("/outbox", (await administrator.SubmitAsync("/outbox", "try")).Location);
        Assert.Equal(now, JsonSerializer.Deserialize<Offline>(await product.Operations.ReadAsync<PrismaDbContext, string>(db => db.Settings.Where(one => one.Key == Offline.Key).Select(one => one.Value).SingleAsync(WebProduct.Cancellation)))!.NextTry);
        await product.Operations.RunAsync<PrismaDbContext>(db => db.Settings.Where(one => one.Key == Offline.Key).ExecuteDeleteAsync(WebProduct.Cancellation), WebProduct.Cancellation);
    }

    [Fact]
    public async Task A_mail_that_is_kept_for_the_morning_says_so()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        await product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            var (person, now) = (new Person { FirstName = "Tomas", Email = "tomas@fern.example", TimeZone = "America/Bogota", CreatedAt = product.Time.GetUtcNow() }, product.Time.GetUtcNow());
            var morning = new DateTimeOffset(2027, 3, 10, 8, 0, 0, TimeSpan.FromHours(-5)).ToUniversalTime();
            db.Add(person);
            db.Add(new OutboxMessage { Key = "kept", PersonId = person.Id, Template = "E03", Facts = "{}", MessageId = "<kept@prisma.example>", CreatedAt = now.AddMinutes(1), DueAt = morning });
            return Task.CompletedTask;
        }, WebProduct.Cancellation);

        Assert.Equal("waits for 08:00 where they live", Badge((await administrator.GetAsync("/outbox")).Document));
        product.Time.Advance(TimeSpan.FromHours(5));
        Assert.Equal("waits", Badge((await administrator.GetAsync("/outbox")).Document));

        static string Badge(IHtmlDocument page) => page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Tomas", StringComparison.Ordinal)).QuerySelector("[data-label=State]")!.TextContent.Trim();
    }

    [Fact]
    public async Task The_day_in_the_outbox_is_the_one_it_is_sorted_by()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        await product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            var (person, now) = (new Person { FirstName = "Oona", Email = "oona@fern.example", TimeZone = "Europe/Lisbon", CreatedAt = product.Time.GetUtcNow() }, product.Time.GetUtcNow().AddDays(1));
            db.Add(person);
            db.Add(new OutboxMessage { Key = "early", PersonId = person.Id, Template = "E03", Facts = "{}", MessageId = "<early@prisma.example>", CreatedAt = now, DueAt = now.AddDays(9), State = OutboxState.Sent, SentAt = now.AddDays(9) });
            db.Add(new OutboxMessage { Key = "late", PersonId = person.Id, Template = "E03", Facts = "{}", MessageId = "<late@prisma.example>", CreatedAt = now.AddDays(1), DueAt = now.AddDays(2) });
            return Task.CompletedTask;
        }, WebProduct.Cancellation);

        var days = (await administrator.GetAsync("/outbox")).Document.QuerySelectorAll("tbody tr").Where(row => row.TextContent.Contains("Oona", StringComparison.Ordinal))
            .Select(row => row.QuerySelector("[data-label=Owed]")!.TextContent.Trim()).ToList();

        Assert.Collection(
            days,
            late => Assert.Matches("^12 Mar 2027.+ goes out 13 Mar 2027", late),
            early => Assert.Matches("^11 Mar 2027.+ sent 20 Mar 2027", early));
    }

    [Fact]
    public async Task A_mail_that_failed_is_sent_again_by_one_button()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        var mail = await product.Operations.RunAsync<PrismaDbContext, OutboxMessage>(db =>
        {
            var (person, now) = (new Person { FirstName = "Ida", Email = "ida@pike.example", TimeZone = "Europe/Lisbon", CreatedAt = product.Time.GetUtcNow() }, product.Time.GetUtcNow());
            db.Add(person);
            return Task.FromResult(db.Add(new OutboxMessage { Key = "again", PersonId = person.Id, Template = "E03", Facts = "{}", MessageId = "<again@prisma.example>", CreatedAt = now, DueAt = now, State = OutboxState.Failed, LastError = "550: no such mailbox" }).Entity);
        }, WebProduct.Cancellation);
        Assert.Contains("550: no such mailbox", (await administrator.GetAsync("/outbox")).Text, StringComparison.Ordinal);

        Assert.Equal("/outbox", (await administrator.SubmitAsync("/outbox", $"again-{mail.Id:N}")).Location);

        Assert.Null((await administrator.GetAsync("/outbox")).Form($"again-{mail.Id:N}"));
        Assert.Equal(OutboxState.Pending, await product.Operations.ReadAsync<PrismaDbContext, OutboxState>(db => db.Outbox.Where(one => one.Id == mail.Id).Select(one => one.State).SingleAsync(WebProduct.Cancellation)));
    }

    [Fact]
    public async Task A_mail_in_the_mailbox_is_read_as_text_and_in_a_frame_of_its_own_where_nothing_runs()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var applicant = village.Open();
        await applicant.ApplyAsync("kept@reed.example");
        await using (var scope = village.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DeliverOutbox>().ExecuteAsync(WebProduct.Cancellation);
        }

        using var administrator = await village.SignInAsync(Role.Administrator);
        var link = (await administrator.GetAsync("/mailbox")).Document.QuerySelector("td a")!.GetAttribute("href")!;

        var page = await administrator.GetAsync(link);
        var frame = page.Document.QuerySelector("iframe.mail")!.GetAttribute("src")!;
        var html = await administrator.GetAsync(frame);

        Assert.Contains("Not sent. Written for", page.Text, StringComparison.Ordinal);
        Assert.Contains("/l/", page.Document.QuerySelector("pre a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("_top", html.Document.QuerySelector("base")!.GetAttribute("target"));
        Assert.StartsWith("default-src 'none'", html.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync("/mailbox/moss")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync("/mailbox/moss/html")).Status);
        using var facilitator = await village.SignInAsync(Role.Facilitator);
        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.GetAsync(frame)).Status);
    }

    [Fact]
    public async Task A_mail_that_failed_can_be_let_be_and_waits_for_nobody_any_more()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        var id = Guid.CreateVersion7();
        await product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            var (person, now) = (new Person { FirstName = "Ilse", Email = "ilse@reed.example", TimeZone = "Europe/Lisbon", CreatedAt = product.Time.GetUtcNow() }, product.Time.GetUtcNow());
            db.Add(person);
            db.Add(new OutboxMessage { Id = id, Key = "let-be", PersonId = person.Id, Template = "E77", Facts = "{}", MessageId = "<let-be@prisma.example>", CreatedAt = now, DueAt = now, State = OutboxState.Failed, LastError = "550 no such mailbox" });
            return Task.CompletedTask;
        }, WebProduct.Cancellation);

        await administrator.SubmitAsync("/outbox", $"be-{id:N}");

        var row = (await administrator.GetAsync("/outbox")).Document.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Ilse", StringComparison.Ordinal));
        Assert.Contains("no longer needed", row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("form"));
        var told = await product.Operations.ReadAsync<PrismaDbContext, string>(db => db.Audit.OrderBy(entry => entry.Id).Select(entry => entry.Sentence).LastAsync(WebProduct.Cancellation));
        Assert.EndsWith(" let the mail E77 be, although its delivery had failed.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mailbox_shows_a_page_at_a_time_and_finds_by_whom_it_went_to_and_by_its_subject()
    {
        await using var alone = new WebProduct();
        using var administrator = await alone.SignInAsync(Role.Administrator);
        var mailbox = alone.Services.GetRequiredService<LocalMailbox>();
        for (var number = 0; number <= Found.PageSize; number++)
        {
            var mail = new MimeMessage { MessageId = $"{number}@prisma.example", Subject = $"Mail {number}", Body = new TextPart("plain") { Text = "Hello" } };
            mail.To.Add(new MailboxAddress(number == 7 ? "Zoë Linden" : "Ada Moss", number == 7 ? "zoe@linden.example" : "ada@moss.example"));
            await mailbox.SendAsync(mail, WebProduct.Cancellation);
        }

        var first = await administrator.GetAsync("/mailbox");
        var second = await administrator.GetAsync(first.Document.QuerySelector("nav[aria-label='Pages of the list'] a")!.GetAttribute("href")!);

        Assert.Equal(Found.PageSize, Rows(first).Count);
        Assert.Single(Rows(second));
        Assert.Contains("Mail 7", Assert.Single(Rows(await administrator.GetAsync("/mailbox?find=zoe"))), StringComparison.Ordinal);
        Assert.Contains("Mail 33", Assert.Single(Rows(await administrator.GetAsync("/mailbox?find=moss+33"))), StringComparison.Ordinal);
        Assert.Contains("Nothing is found for “willow”.", (await administrator.GetAsync("/mailbox?find=willow")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mailbox_says_that_nothing_is_sent_only_where_nothing_is()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        await using var sending = new WebProduct(("Mail:Smtp:Host", "mail.example"));
        using var theirs = await sending.SignInAsync(Role.Administrator);

        Assert.Contains("These mails were not sent.", (await administrator.GetAsync("/mailbox")).Text, StringComparison.Ordinal);
        var page = (await theirs.GetAsync("/mailbox")).Text;
        Assert.Contains("Mails are sent by mail.example now", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not sent", page, StringComparison.Ordinal);
    }

    static List<string> Rows(Browser.Answer page) => [.. page.Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent)];
}
