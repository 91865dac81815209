using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Health;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Runtime.Watch;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Admin;

/// <summary>What an administrator reads of the installation itself, and what a monitor is told (domain.md §18.4).</summary>
public sealed class HealthPageTests
{
    [Fact]
    public async Task What_is_not_well_stands_there_since_when_and_what_to_do_and_today_leads_to_it()
    {
        await using var product = new WebProduct();
        await LookAsync(product);
        product.Time.Advance(TimeSpan.FromDays(8));
        using var administrator = await product.SignInAsync(Role.Administrator);
        using var steward = await product.SignInAsync(Role.Steward);
        await LookAsync(product);
        product.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Contains("not well", Assert.Single((await steward.GetAsync("/today")).Document.QuerySelectorAll("p.warn")).TextContent, StringComparison.Ordinal);
        var page = await steward.GetAsync("/status");
        Assert.Equal(["Database", "Backup", "Restore", "Timers", "Runs", "Mails", "Disk", "Clock", "Pathways", "People"], page.Document.QuerySelectorAll("td[data-label=What]").Select(cell => cell.TextContent));
        var people = page.Document.QuerySelectorAll("tbody tr")[^1];
        Assert.Equal("not well since 18 Mar 2027, 09:00", string.Join(' ', people.Children[1].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("Only one person can sign in as administrator. Invite a second one under “People”, for the day the first is away.", people.Children[2].TextContent);
        Assert.Equal("well", page.Document.QuerySelectorAll("tbody tr")[0].Children[1].TextContent.Trim());
        Assert.Equal("All that is published is valid, and what it names is there.", page.Document.QuerySelectorAll("tbody tr")[8].Children[2].TextContent);
        Assert.Null(page.Form("restore"));
        Assert.Contains(Links(await administrator.GetAsync("/status")), link => link == "/status");
    }

    [Fact]
    public async Task A_workflow_that_has_stopped_is_told_once_on_today()
    {
        await using var product = new WebProduct();
        await product.FoundAsync();
        using var visitor = product.Open();
        await visitor.ApplyAsync("stopped@reed.example");
        using var administrator = await product.SignInAsync(Role.Administrator);
        using var steward = await product.SignInAsync(Role.Steward);
        await product.Operations.RunAsync<PrismaDbContext>(async db => (await db.Instances.FirstAsync(WebProduct.Cancellation)).State = "{", WebProduct.Cancellation);
        await product.Services.GetRequiredService<FindStuck>().ExecuteAsync(WebProduct.Cancellation);
        await LookAsync(product);

        Assert.Equal(["One workflow has stopped where it should not."], await WarningsAsync(administrator));
        Assert.Equal(["One of the things that are watched is not well."], await WarningsAsync(steward));
    }

    static async Task<IEnumerable<string>> WarningsAsync(Browser browser) =>
        (await browser.GetAsync("/today")).Document.QuerySelectorAll("p.warn").Select(warning => warning.TextContent[..(warning.TextContent.LastIndexOf('.') + 1)].Trim());

    [Fact]
    public async Task On_the_first_day_what_is_to_do_stands_there_and_today_says_nothing_of_it()
    {
        await using var product = new WebProduct();
        using var steward = await product.SignInAsync(Role.Steward);
        await LookAsync(product);

        var people = (await steward.GetAsync("/status")).Document.QuerySelectorAll("tbody tr")[^1];
        Assert.Equal("to do", people.Children[1].TextContent.Trim());
        Assert.Equal("Nobody can sign in as administrator. The program prints a setup link when it starts. There is time for it until 17 March 2027.", people.Children[2].TextContent);
    }

    [Fact]
    public async Task An_administrator_says_what_no_machine_can_see()
    {
        await using var product = new WebProduct();
        using var administrator = await product.SignInAsync(Role.Administrator);
        Assert.Null((await administrator.GetAsync("/status")).Form("offline"));
        Assert.Equal("/status?said=1", (await administrator.SubmitAsync("/status", "restore")).Location);
        Assert.Contains("Sam Vale put a backup back 0 seconds ago, and it worked.", (await administrator.GetAsync("/status")).Text, StringComparison.Ordinal);

        await product.Operations.RunAsync<PrismaDbContext>(
            db =>
            {
                db.Settings.Add(new Setting { Key = Offline.Key, Value = """{"Since":"2027-03-10T09:00:00+00:00","Tries":1,"NextTry":"2027-03-10T09:01:00+00:00","Why":"Connection refused."}""" });
                return Task.CompletedTask;
            },
            WebProduct.Cancellation);
        Assert.Equal("/status?said=1", (await administrator.SubmitAsync("/status", "offline")).Location);
        Assert.Contains("Offline, as Sam Vale has said.", (await administrator.GetAsync("/status")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_monitor_is_told_whether_all_is_well_something_is_not_or_nobody_answers()
    {
        await using var product = new WebProduct();
        using var monitor = product.Open();
        await LookAsync(product);
        product.Time.Advance(TimeSpan.FromDays(8));
        var degraded = await monitor.GetAsync("/health");
        Assert.Equal((HttpStatusCode.OK, "Degraded"), (degraded.Status, degraded.Text));

        product.Database.Trouble = new SqliteException("unable to open database file", 14);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await monitor.GetAsync("/health")).Status);
    }

    static IEnumerable<string?> Links(Browser.Answer page) => page.Document.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href"));

    static async Task LookAsync(WebProduct product)
    {
        await using var scope = product.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WatchHealth>().ExecuteAsync(WebProduct.Cancellation);
    }
}
