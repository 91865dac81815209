using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Web.Tests.Durability;

/// <summary>The host is killed at random moments of passages: what it had answered stays, nothing runs twice, each mail goes once or is flagged.</summary>
public sealed class KilledHostTests
{
    const string Slug = "orrin";

    const int Installations = 2;

    static readonly int Kills = Environment.GetEnvironmentVariable("CI") == "true" ? 100 : 6;

    readonly List<string> _applied = [];
    readonly List<string> _handedIn = [];

    [Fact]
    public Task No_answer_is_lost_no_step_runs_twice_and_each_mail_goes_once_or_is_flagged() =>
        Task.WhenAll(Enumerable.Range(0, Installations).Select(number => new KilledHostTests().KillAgainAndAgainAsync(20270310 + number)));

    /// <summary>One installation and its share of the kills; the installations die beside each other, for each is waited for more than it computes.</summary>
    async Task KillAgainAndAgainAsync(int seed)
    {
        var folder = Directory.CreateTempSubdirectory("prisma-killed-").FullName;
        await using var smtp = new ScriptedSmtpServer();
        var moments = new Random(seed);
        using (var first = await HostProcess.StartAsync(folder, smtp.Port, Cancellation))
        {
            first.Kill();
        }

        await SeedAsync(folder);
        for (var kill = 0; kill < Kills / Installations; kill++)
        {
            using var host = await HostProcess.StartAsync(folder, smtp.Port, Cancellation);
            var warm = new TaskCompletionSource();
            var walking = WalkUntilKilledAsync(host.Address, kill, warm);

            // Some die while they wake up, some in full swing.
            var swinging = kill % 4 == 0;
            await Task.WhenAny(swinging ? warm.Task : Task.CompletedTask, walking);
            await Task.Delay(TimeSpan.FromMilliseconds(moments.Next(0, swinging ? 400 : 1600)), TimeProvider.System, Cancellation);
            host.Kill();
            await walking;
        }

        Assert.NotEmpty(_handedIn);
        await using var db = Open(folder);
        await AssertNothingLostAsync(db);
        await AssertNothingTwiceAsync(db);
        await AssertMailsAsync(db, smtp);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>One applicant after another applies and hands in the application; only what the host answered is noted.</summary>
    async Task WalkUntilKilledAsync(Uri address, int round, TaskCompletionSource warm)
    {
        try
        {
            for (var walker = 0; ; walker++)
            {
                var email = $"walker-{round}-{walker}@fern.example";
                using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
                using var browser = new Browser(client);
                var applied = await browser.SubmitAsync($"/e/{Slug}/apply", "apply", ("first_name", "Walker"), ("email", email), ("language", "en"), ("privacy_seen", "true"));
                Assert.StartsWith("/l/", applied.Location, StringComparison.Ordinal);
                _applied.Add(email);
                var step = (await browser.GetAsync(applied.Location)).Location;
                var handedIn = await browser.SubmitAsync(step, await FormOfAsync(browser, step), Application());
                Assert.True(handedIn.Problems.Count == 0, string.Join(" ", handedIn.Problems));
                _handedIn.Add(email);
                warm.TrySetResult();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            // Killed in the middle of an answer, or of the handshake before: whatever it was, it had not been answered.
        }
    }

    static async Task<string> FormOfAsync(Browser browser, string step) =>
        (await browser.GetAsync(step)).Document.QuerySelector("form.form input[name=_handler]")?.GetAttribute("value")
            ?? throw new InvalidOperationException($"There is no form on {step}.");

    static (string Name, string Value)[] Application()
    {
        const string words = "Because the river that runs past my house asks for people who stay, listen and mend what they can together.";
        return
        [
            ("why", words), ("place_you", words), ("gift", words), ("edge", words), ("group_story", words),
            ("track", "developer"), ("origin", "visiting"), ("attend", "all"), ("calls", "true"),
            ("languages.0.lang", "English"), ("languages.0.level", "fluent"), ("age_band", "25-34"), ("covenant", "true"),
        ];
    }

    async Task AssertNothingLostAsync(SqlitePrismaDbContext db)
    {
        var steps = await (from step in db.Steps
                           join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
                           where step.Key == "PAR-1.2"
                           select new { enrolment.Person.Email, step.State }).ToListAsync(Cancellation);
        Assert.Empty(_applied.Except(steps.Select(step => step.Email), StringComparer.Ordinal));
        Assert.Empty(_handedIn.Except(steps.Where(step => step.State == StepState.Submitted).Select(step => step.Email), StringComparer.Ordinal));
    }

    static async Task AssertNothingTwiceAsync(SqlitePrismaDbContext db)
    {
        Assert.False(await db.Steps.AnyAsync(step => step.Round > 1, Cancellation));
        Assert.Empty(await db.ActivityLog.GroupBy(entry => new { entry.InstanceId, entry.Sequence }).Where(group => group.Count() > 1).Select(group => group.Key.InstanceId).ToListAsync(Cancellation));
        var bookmarks = await db.Bookmarks.ToListAsync(Cancellation);
        foreach (var stored in await db.Instances.ToListAsync(Cancellation))
        {
            var instance = InstanceJson.Read(stored.State);
            Assert.Null(NeverStuck.Check(instance));
            Assert.Equal(
                instance.Bookmarks.Select(bookmark => bookmark.Id).Order(StringComparer.Ordinal),
                bookmarks.Where(bookmark => bookmark.InstanceId == stored.Id).Select(bookmark => bookmark.Id).Order(StringComparer.Ordinal));
        }

        foreach (var story in (await db.Audit.ToListAsync(Cancellation)).GroupBy(entry => entry.Story, StringComparer.Ordinal))
        {
            Assert.Null(AuditTrail.FirstBroken(story.OrderBy(entry => entry.Number)));
        }
    }

    static async Task AssertMailsAsync(SqlitePrismaDbContext db, ScriptedSmtpServer smtp)
    {
        var owed = await db.Outbox.ToListAsync(Cancellation);
        Assert.DoesNotContain(owed, mail => mail.State == OutboxState.Failed);
        var arrived = smtp.Mails.Select(HostProcess.IdOf).ToList();
        Assert.Equal(arrived.Count, arrived.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(owed.Where(mail => mail.State == OutboxState.Sent).Select(mail => mail.MessageId.Trim('<', '>')).Except(arrived, StringComparer.Ordinal));

        // What was on its way when the host died is flagged by the rescue two minutes later; nothing else may have arrived unnoticed.
        var unsure = owed.Where(mail => mail.State is OutboxState.Sending or OutboxState.MaybeSent or OutboxState.Sent).Select(mail => mail.MessageId.Trim('<', '>'));
        Assert.Empty(arrived.Except(unsure, StringComparer.Ordinal));
    }

    static SqlitePrismaDbContext Open(string folder) =>
        new(new DbContextOptionsBuilder<SqlitePrismaDbContext>().UseSqlite($"Data Source={Path.Combine(folder, "prisma.db")}").Options);

    static async Task SeedAsync(string folder)
    {
        await using var db = Open(folder);
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var theEvent = new Event
        {
            Name = "Listening to the Orrin",
            Slug = Slug,
            Place = "Vale of Orrin",
            StartsOn = today.AddDays(180),
            EndsOn = today.AddDays(190),
            TimeZone = "UTC",
            Capacity = 40,
            Profile = Profile.Standard,
            CallOpenedAt = now,
            CallClosesOn = today.AddDays(60),
            CreatedAt = now,
        };
        db.Add(theEvent);
        db.Add(new SeatPool { EventId = theEvent.Id, Name = "participants", Capacity = 40 });
        db.Add(new EventSignal { EventId = theEvent.Id, Name = SignalNames.CallOpen, At = now, By = "Wren Alder" });
        foreach (var (name, part) in new[] { ("Wren", Part.Lead), ("Sol", Part.Facilitator), ("Ode", Part.Hub) })
        {
            var person = new Person { FirstName = name, Email = $"{name.ToLowerInvariant()}@orrin.example", CreatedAt = now };
            db.Add(person);
            db.Add(new TeamMember { EventId = theEvent.Id, PersonId = person.Id, Part = part });
        }

        await db.SaveChangesAsync(Cancellation);
    }
}
