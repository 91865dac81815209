using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Persistence.PostgreSql;
using Prisma.Workflows.Persistence.Sqlite;
using Prisma.Workflows.Tests.Durability;

namespace Prisma.Workflows.Tests.Mail.Digests;

/// <summary>E03 is a mail one could do without, E02 is not (scenario 14 of domain.md §21).</summary>
public sealed class DigestTests
{
    [Theory, Databases]
    public async Task Scenario_14_The_third_within_three_days_waits_for_a_digest_and_what_concerns_one_comes_at_once(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await NoteAsync(scene, "monday");
        scene.Product.Time.Advance(TimeSpan.FromHours(5));
        await NoteAsync(scene, "later");
        scene.Product.Time.Advance(TimeSpan.FromHours(20));

        await NoteAsync(scene, "too-much");
        await scene.OweAsync(scene.Mail("E02", "decided"));
        await scene.DeliverAsync();

        Assert.Equal(["A note", "A note", "Your application"], Subjects(scene));
        var waiting = await scene.MessageAsync("too-much");
        Assert.Equal((OutboxState.InDigest, null), (waiting.State, waiting.SentAt));
        Assert.Equal(Product.Beginning.AddHours(72), (await DigestAsync(scene)).DueAt);

        scene.Product.Time.SetUtcNow(Product.Beginning.AddHours(72) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await scene.DeliverAsync());
        scene.Product.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await scene.DeliverAsync());

        Assert.Equal("Open for you: 1", Subjects(scene)[^1]);
        Assert.Equal((OutboxState.InDigest, scene.Product.Time.GetUtcNow()), (await scene.MessageAsync("too-much")) is var sent ? (sent.State, sent.SentAt) : default);
    }

    [Theory, Databases]
    public async Task Scenario_14_The_third_waits_also_on_the_third_day_and_so_does_its_digest_when_it_is_due_too_early(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await NoteAsync(scene, "one");
        await NoteAsync(scene, "two");
        scene.Product.Time.Advance(TimeSpan.FromHours(50));

        await NoteAsync(scene, "three");
        await scene.Product.ChangeAsync(db => db.Outbox.Single(mail => mail.Template == "E10").DueAt = scene.Product.Time.GetUtcNow());
        await DeliverAllAsync(scene);

        Assert.Equal(["A note", "A note"], Subjects(scene));
        Assert.Equal(Product.Beginning.AddHours(72), (await DigestAsync(scene)).DueAt);
    }

    [Theory, Databases]
    public async Task What_is_due_at_once_and_too_much_goes_into_one_digest_at_once(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var tending = Some.Step(scene.Enrolment, "PAR-1.4");
        await scene.Product.ChangeAsync(db => db.Add(tending));
        await scene.OweAsync(scene.Mail("E03", "one"), scene.Mail("E03", "two"), scene.Mail("E03", "three"), scene.Mail("E03", "four") with { StepId = tending.Id });

        await DeliverAllAsync(scene);

        Assert.Equal(["A note", "Open for you: 2"], Subjects(scene));
        var text = scene.Product.Mail.Sent[^1].TextBody!;
        Assert.Equal(2, text.Split("- Your application: https://prisma.example/l/").Length - 1);
        Assert.Contains("(until 24 March)", text, StringComparison.Ordinal);
        Assert.Contains("All: https://prisma.example/l/", text, StringComparison.Ordinal);
        Assert.All(await scene.Product.ReadAsync(db => db.AccessLinks.ToListAsync()), link => Assert.True(link.PersonId == scene.Person.Id && link.EnrolmentId == scene.Enrolment.Id));
    }

    [Theory, Databases]
    public async Task Scenario_14_Nobody_ever_gets_a_third_within_72_hours_nor_one_at_night_also_when_the_clocks_change(DatabaseProvider provider)
    {
        // A week in which the clocks go forward, for somebody who lives where they do, and sixty mails owed at all hours.
        await using var scene = await MailScene.StartAsync(provider, who: person => person.TimeZone = "America/New_York");
        var sentAt = new List<DateTimeOffset>();
        scene.Product.Mail.Answer = mail =>
        {
            sentAt.Add(scene.Product.Time.GetUtcNow());
            return Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250"));
        };
        for (var hour = 0; hour < 8 * 24; hour++)
        {
            if (hour % 3 == 0)
            {
                await scene.OweAsync(scene.Mail("E03", $"hour-{hour}"));
            }

            await scene.DeliverAsync();
            scene.Product.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.InRange(sentAt.Count, 5, 6);
        Assert.All(sentAt, at => Assert.InRange(sentAt.Count(other => other >= at && other < at + TimeSpan.FromHours(72)), 1, 2));
        Assert.All(sentAt, at => Assert.InRange(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(at, "America/New_York").Hour, 8, 18));
        Assert.DoesNotContain(await scene.Product.ReadAsync(db => db.Outbox.ToListAsync()), mail => mail.State is OutboxState.Failed or OutboxState.Sending);
    }

    [Theory, Databases]
    public async Task A_step_done_in_the_meantime_is_told_as_settled_and_a_digest_of_nothing_else_is_not_sent(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail("E03", "one"), scene.Mail("E03", "two"));
        await DeliverAllAsync(scene);
        await scene.OweAsync(scene.Mail("E03", "three"), scene.Mail("E03", "news", diesWithStep: false) with { StepId = null });
        await scene.DeliverAsync();
        await scene.CloseStepAsync();
        scene.Product.Time.Advance(TimeSpan.FromHours(72));

        await DeliverAllAsync(scene);

        Assert.Contains("- A note: https://prisma.example/l/", scene.Product.Mail.Sent[^1].TextBody, StringComparison.Ordinal);
        Assert.Contains("Settled: Your application", scene.Product.Mail.Sent[^1].TextBody, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Cancelled, (await scene.MessageAsync("three")).State);

        await scene.OweAsync(scene.Mail("E03", "four", diesWithStep: false), scene.Mail("E03", "five"));
        await DeliverAllAsync(scene);
        Assert.Equal(OutboxState.Cancelled, (await scene.MessageAsync("five")).State);
    }

    [Theory, Databases]
    public async Task A_digest_of_which_everything_is_done_is_taken_back(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail("E03", "one"), scene.Mail("E03", "two"));
        await DeliverAllAsync(scene);
        await NoteAsync(scene, "three");
        await scene.CloseStepAsync();
        scene.Product.Time.Advance(TimeSpan.FromHours(72));

        await DeliverAllAsync(scene);

        Assert.Equal(OutboxState.Cancelled, (await DigestAsync(scene)).State);
    }

    [Theory, Databases]
    public async Task A_digest_whose_mails_were_forgotten_with_the_passage_they_spoke_of_is_taken_back(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail("E03", "one"), scene.Mail("E03", "two"));
        await DeliverAllAsync(scene);
        await NoteAsync(scene, "three");
        await scene.Product.ChangeAsync(db => db.Outbox.RemoveRange(db.Outbox.Where(mail => mail.State == OutboxState.InDigest)));
        scene.Product.Time.Advance(TimeSpan.FromHours(72));

        await DeliverAllAsync(scene);

        Assert.All(await scene.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E10").ToListAsync()), digest => Assert.True(digest.State is OutboxState.Cancelled or OutboxState.Sent, digest.LastError));
    }

    [Theory, Databases]
    public async Task Two_senders_at_once_count_each_others_mails(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await using var other = scene.Product.StartAnother();
        await scene.OweAsync([.. Enumerable.Range(0, 12).Select(number => scene.Mail("E03", $"n{number}"))]);

        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(number => (number % 2 == 0 ? scene.Product : other)
                .CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(TestContext.Current.CancellationToken))));
        }

        Assert.Equal(2, scene.Product.Mail.Sent.Count + other.Mail.Sent.Count);
        Assert.Equal(11, await scene.Product.ReadAsync(db => db.Outbox.CountAsync(mail => mail.State == OutboxState.InDigest)));

        // A digest that one of them sends while another still adds to it is followed by a second, three days later.
        var digests = await scene.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E10").OrderBy(mail => mail.DueAt).ToListAsync());
        Assert.Equal(OutboxState.Sent, digests[0].State);
        Assert.All(digests.Skip(1), later => Assert.Equal((OutboxState.Pending, true), (later.State, later.DueAt > scene.Product.Time.GetUtcNow())));
    }

    [Theory, Databases]
    public async Task A_digest_the_server_took_for_good_or_perhaps_is_never_sent_twice_and_nothing_is_added_to_it(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail("E03", "one"), scene.Mail("E03", "two"), scene.Mail("E03", "three"));
        scene.Product.Mail.Answer = mail => Task.FromResult<SendAnswer>(mail.Subject == "A note" ? new SendAnswer.Accepted("250") : new SendAnswer.TryLater("451 later"));
        await DeliverAllAsync(scene);
        Assert.Equal("A note", Assert.Single(Subjects(scene)));

        await NoteAsync(scene, "four");
        Assert.NotEqual((await scene.MessageAsync("two")).DigestKey, (await scene.MessageAsync("four")).DigestKey);
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Unknown("dropped after DATA"));
        scene.Product.Time.Advance(TimeSpan.FromMinutes(1));
        await DeliverAllAsync(scene);
        scene.Product.Time.Advance(TimeSpan.FromMinutes(30));
        await DeliverAllAsync(scene);

        Assert.Equal(["A note", "Open for you: 1"], Subjects(scene));
        Assert.Null((await scene.MessageAsync("two")).SentAt);
    }

    [Theory, Databases]
    public async Task A_digest_of_several_events_bears_the_name_of_none_and_its_lines_say_of_which_they_are(DatabaseProvider provider)
    {
        Assert.Contains("Of The Orrin Waters", await TextOfAsync("The Orrin Waters", "The Orrin Waters"), StringComparison.Ordinal);

        var text = await TextOfAsync("The Orrin Waters", "Wool and Wind");
        Assert.Matches("A note: [^ ]+, The Orrin Waters\n", text);
        Assert.Matches("A note: [^ ]+, Wool and Wind\n", text);
        Assert.DoesNotContain("Of The Orrin Waters", text, StringComparison.Ordinal);

        async Task<string> TextOfAsync(params string[] events)
        {
            await using var scene = await MailScene.StartAsync(provider);
            await scene.OweAsync([.. events.Prepend("Another").Select((name, number) => Of(scene, name, $"{number}"))]);
            await DeliverAllAsync(scene);
            return scene.Product.Mail.Sent[^1].TextBody!;
        }

        static OwedMail Of(MailScene scene, string name, string purpose)
        {
            var mail = scene.Mail("E03", purpose, diesWithStep: false) with { StepId = null };
            mail.Facts["event"] = new JsonObject { ["name"] = name };
            return mail;
        }
    }

    [Theory, Databases]
    public async Task A_long_digest_has_five_lines_and_says_how_many_more_and_leads_whoever_is_of_the_team_to_their_tasks(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider, who: person => person.PasswordHash = "of an account");
        await scene.OweAsync([.. Enumerable.Range(0, 8).Select(number => OfTheTeam(scene, number))]);

        await DeliverAllAsync(scene);

        Assert.Equal("Open for you: 7", Subjects(scene)[^1]);
        var text = scene.Product.Mail.Sent[^1].TextBody!;
        Assert.Equal(5, text.Split("- A note: ").Length - 1);
        Assert.Contains("And 2 more.", text, StringComparison.Ordinal);
        Assert.Contains("All: https://prisma.example/today", text, StringComparison.Ordinal);
    }

    /// <summary>The hub's second, a practice steward or somebody who reads for a hub has links, and nothing to sign in with.</summary>
    [Theory, Databases]
    public async Task Whoever_helps_without_an_account_is_not_led_to_tasks_that_ask_to_sign_in(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync([.. Enumerable.Range(0, 4).Select(number => OfTheTeam(scene, number))]);

        await DeliverAllAsync(scene);

        Assert.Matches(@"All: https://prisma\.example/\s", scene.Product.Mail.Sent[^1].TextBody);
    }

    static OwedMail OfTheTeam(MailScene scene, int number)
    {
        var mail = scene.Mail("E03", $"{number}", diesWithStep: false) with { StepId = null };
        mail.Facts["of_the_team"] = true;
        return mail;
    }

    [Theory, Databases]
    public async Task A_digest_of_several_passages_leads_as_a_whole_to_none_of_them(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var another = Some.Event("wool-and-wind");
        var there = Some.Enrolment(another, scene.Person);
        await scene.Product.ChangeAsync(db => db.AddRange(another, there));
        var mails = Enumerable.Range(0, 3).Select(number => scene.Mail("E03", $"{number}", diesWithStep: false) with { StepId = null }).ToList();
        await scene.OweAsync([mails[0], mails[1], mails[2] with { EnrolmentId = there.Id }]);

        await DeliverAllAsync(scene);

        Assert.Matches(@"All: https://prisma\.example/\s", scene.Product.Mail.Sent[^1].TextBody);
    }

    [Theory, Databases]
    public async Task A_mail_that_cannot_be_written_is_left_out_of_the_digest_alone(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var broken = scene.Mail("E03", "broken", diesWithStep: false) with { StepId = null, Facts = [] };
        await scene.OweAsync(scene.Mail("E03", "one"), broken, scene.Mail("E03", "two"));

        await DeliverAllAsync(scene);

        Assert.Equal(["A note", "Open for you: 1"], Subjects(scene));
        var key = broken.Key;
        var failed = await scene.Product.ReadAsync(db => db.Outbox.SingleAsync(mail => mail.Key == key));
        Assert.Equal(OutboxState.Failed, failed.State);
        Assert.Contains("person", failed.LastError, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Whatever_commit_is_lost_everything_arrives_once_or_is_flagged(DatabaseProvider provider)
    {
        for (var n = 1; ; n++)
        {
            var cut = new PowerCut(afterTheCommit: n % 2 == 0);
            await using var scene = await MailScene.StartAsync(provider, services =>
            {
                services.ConfigureDbContext<SqlitePrismaDbContext>(options => options.AddInterceptors(cut));
                services.ConfigureDbContext<PostgreSqlPrismaDbContext>(options => options.AddInterceptors(cut));
            });
            await scene.OweAsync(scene.Mail("E03", "one"), scene.Mail("E03", "two"), scene.Mail("E03", "three"));
            cut.StartCounting(n / 2);
            for (var day = 0; day < 5; day++)
            {
                await Record.ExceptionAsync(() => DeliverAllAsync(scene));
                scene.Product.Time.Advance(TimeSpan.FromDays(1));
                await Record.ExceptionAsync(() => scene.RescueAsync());
            }

            await Invariants.HoldAsync(scene.Product);
            var states = await scene.Product.ReadAsync(db => db.Outbox.Select(mail => mail.State).ToListAsync());
            Assert.All(states, state => Assert.True(state is OutboxState.Sent or OutboxState.MaybeSent or OutboxState.InDigest));
            Assert.InRange(states.Count(state => state == OutboxState.MaybeSent), 0, cut.HasStruck ? 1 : 0);
            Assert.Equal(2, states.Count(state => state == OutboxState.InDigest));
            if (n > 2 && !cut.HasStruck)
            {
                Assert.True(n > 6, "No commit was lost.");
                return;
            }
        }
    }

    static async Task NoteAsync(MailScene scene, string purpose)
    {
        await scene.OweAsync(scene.Mail("E03", purpose));
        await scene.DeliverAsync();
    }

    /// <summary>Until nothing more comes: what was put together is handed over in a run of its own.</summary>
    static async Task DeliverAllAsync(MailScene scene)
    {
        await scene.DeliverAsync();
        await scene.DeliverAsync();
    }

    static List<string> Subjects(MailScene scene) => [.. scene.Product.Mail.Sent.Select(mail => mail.Subject ?? "")];

    static Task<OutboxMessage> DigestAsync(MailScene scene) => scene.Product.ReadAsync(db => db.Outbox.SingleAsync(mail => mail.Template == "E10"));
}
