using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Health.Checks;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Runtime.Watch;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Tests.Health;

/// <summary>What is watched (domain.md §18.4), each of it well and not well.</summary>
public sealed class HealthChecksTests
{
    [Theory, Databases]
    public async Task The_database_answers_and_can_be_written(DatabaseProvider provider)
    {
        await using var scene = await HealthScene.StartAsync(provider);
        await scene.AssertWellAsync(DatabaseCheck.Name, "It answers, and can be written.");

        scene.Beats.Failed(Schedules.Health, "The database cannot be used at the moment: disk full.");
        await scene.AssertUnwellAsync(DatabaseCheck.Name, "The database cannot be used at the moment: disk full.");
    }

    [Fact]
    public async Task A_backup_is_younger_than_26_hours()
    {
        await using var scene = await HealthScene.StartAsync();
        await scene.AssertWellAsync(BackupCheck.Name, "The last backup is 3 hours old.");

        scene.AgeBackup(TimeSpan.FromHours(27));
        await scene.AssertUnwellAsync(BackupCheck.Name, $"The last backup in {Copies(scene)} is 27 hours old. See that the folder can be written and has room; the log says more.");

        // Made by a clock that was a month ahead: how old it is nobody knows.
        scene.AgeBackup(TimeSpan.FromDays(-30));
        await scene.AssertUnwellAsync(BackupCheck.Name, $"There is no backup in {Copies(scene)}. See that the folder can be written and has room; the log says more.");

        Directory.Delete(Copies(scene), recursive: true);
        await scene.AssertUnwellAsync(BackupCheck.Name, $"There is no backup in {Copies(scene)}. See that the folder can be written and has room; the log says more.");
    }

    [Fact]
    public async Task Backups_that_others_make_are_found_where_it_is_said_that_they_lie()
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        const DatabaseProvider provider = DatabaseProvider.PostgreSql;
        await using var folder = TemporaryFolder.Create("dumps");
        await using (var silent = await HealthScene.StartAsync(provider))
        {
            await silent.AssertUnwellAsync(BackupCheck.Name, "Nobody has said where backups of PostgreSQL lie. Set Database:CopyFolder to the folder that pg_dump writes to every night.");
        }

        await using var scene = await HealthScene.StartAsync(provider, ("Database:CopyFolder", folder.Path));
        var dump = Path.Combine(folder.Path, "prisma.dump");
        await File.WriteAllTextAsync(dump, "", Cancellation);
        await scene.AssertUnwellAsync(BackupCheck.Name, $"There is no backup in {folder.Path}. See that the machine still makes one every night, and into this folder.");

        await File.WriteAllTextAsync(dump, "a dump", Cancellation);
        File.SetLastWriteTimeUtc(dump, Product.Beginning.AddHours(-2).UtcDateTime);
        await scene.AssertWellAsync(BackupCheck.Name, "The last backup is 2 hours old.");
    }

    [Fact]
    public async Task Putting_a_backup_back_is_tried_every_thirty_days()
    {
        await using var scene = await HealthScene.BeginAsync();
        await scene.LookAsync();
        scene.Product.Time.Advance(TimeSpan.FromDays(29));
        await scene.AssertToDoAsync(RestoreCheck.Name, "Nobody has put a backup back yet, to see that it works. Try it on another machine, as docs/deployment.md says, and say so on this page. There is time for it until 9 April 2027.");
        scene.Product.Time.Advance(TimeSpan.FromDays(2));
        await scene.AssertUnwellAsync(RestoreCheck.Name, "Nobody has put a backup back yet, to see that it works. Try it on another machine, as docs/deployment.md says, and say so on this page.");

        await scene.SayAsync(say => say.RestoreTriedAsync("Wren Alder", Cancellation));
        scene.Product.Time.Advance(TimeSpan.FromDays(4));
        await scene.AssertWellAsync(RestoreCheck.Name, "Wren Alder put a backup back 4 days ago, and it worked.");
        scene.Product.Time.Advance(TimeSpan.FromDays(26));
        await scene.AssertUnwellAsync(RestoreCheck.Name, "A backup was put back 30 days ago, and it worked. Try it on another machine, as docs/deployment.md says, and say so on this page.");
        Assert.Contains("Wren Alder put a backup back to try it, and it works.", await scene.Product.ReadAsync(db => db.Audit.Select(entry => entry.Sentence).ToListAsync()));
    }

    [Fact]
    public async Task Recurring_work_that_does_not_come_to_its_end_is_named_with_what_keeps_it()
    {
        await using var scene = await HealthScene.StartAsync();
        await scene.LookAsync(1);
        await scene.AssertWellAsync(TimersCheck.Name, "All recurring work is done in time.");

        scene.Beats.Failed("Ladders", "A ladder is missing its rungs.");
        scene.Product.Time.Advance(TimeSpan.FromMinutes(11));
        foreach (var job in Schedules.All.Keys.Except(["Ladders", "Words"]))
            scene.Beats.Done(job);
        await scene.AssertUnwellAsync(TimersCheck.Name, "“Ladders” was last done 11 minutes ago: A ladder is missing its rungs. The log says more. “Words” was last done 11 minutes ago. Start Prisma again.");
    }

    [Fact]
    public async Task Work_of_every_hour_may_be_missed_three_times()
    {
        await using var scene = await HealthScene.StartAsync();
        await scene.LookAsync();

        AllButPruneAfter(TimeSpan.FromMinutes(189));
        await scene.AssertWellAsync(TimersCheck.Name, "All recurring work is done in time.");
        AllButPruneAfter(TimeSpan.FromMinutes(2));
        await scene.AssertUnwellAsync(TimersCheck.Name, "“Prune” was last done 3 hours ago. Start Prisma again.");

        void AllButPruneAfter(TimeSpan passed)
        {
            scene.Product.Time.Advance(passed);
            foreach (var job in Schedules.All.Keys.Except(["Prune"]))
                scene.Beats.Done(job);
        }
    }

    [Fact]
    public async Task What_stands_still_is_counted()
    {
        await using var scene = await HealthScene.StartAsync();
        await scene.AssertWellAsync(RunsCheck.Name, "Everything that waits has something to wake it.");

        scene.Product.Services.GetRequiredService<StuckInstances>().Replace([new StuckInstance("1", "pathway-hub", "Nothing wakes it.")]);
        await scene.AssertUnwellAsync(RunsCheck.Name, "One workflow instance stands still. See “Instances”.");
    }

    [Theory, Databases]
    public async Task A_mail_that_waits_for_more_than_six_hours_is_told_whether_it_was_tried_or_not(DatabaseProvider provider)
    {
        await using var scene = await HealthScene.StartAsync(provider);
        await scene.AssertWellAsync(MailsCheck.Name, "No mail waits for longer than it should.");
        await OweAsync(scene);
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.TryLater("450 greylisted"));
        await DeliverAsync(scene);
        scene.Product.Time.Advance(TimeSpan.FromHours(5));
        await DeliverAsync(scene);
        await scene.AssertWellAsync(MailsCheck.Name, "No mail waits for longer than it should.");

        scene.Product.Time.Advance(TimeSpan.FromHours(2));
        await DeliverAsync(scene);
        await scene.AssertUnwellAsync(MailsCheck.Name, "One mail has waited for more than six hours. See “Outbox”.");

        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250"));
        scene.Product.Time.Advance(TimeSpan.FromHours(3));
        await DeliverAsync(scene);
        await scene.AssertWellAsync(MailsCheck.Name, "No mail waits for longer than it should.");

        await OweAsync(scene);
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.TryLater("450 greylisted"));
        await DeliverAsync(scene);
        await scene.AssertWellAsync(MailsCheck.Name, "No mail waits for longer than it should.");
    }

    [Fact]
    public async Task Without_a_mail_server_it_stands_there_that_nothing_is_sent_and_that_is_no_ailment()
    {
        await using var scene = await HealthScene.StartAsync(settings: ("Mail:Smtp:Host", ""));

        await scene.AssertWellAsync(MailsCheck.Name, "No mail server is set up, so nothing is sent: mails are put into the mailbox instead. See “Mailbox”.");
    }

    [Fact]
    public async Task Mails_may_wait_where_somebody_said_that_the_house_is_offline_until_one_goes_out_again()
    {
        await using var scene = await HealthScene.StartAsync();
        await OweAsync(scene);
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.TryLater("Connection refused.", NobodyThere: true));
        await DeliverAsync(scene);
        await scene.AssertWellAsync(MailsCheck.Name, "There is no way to the mail server at the moment; one mail is held.");
        scene.Product.Time.Advance(TimeSpan.FromHours(7));
        await scene.AssertUnwellAsync(MailsCheck.Name, "One mail has waited for more than six hours, for there is no way to the mail server: Connection refused. See “Outbox”.");

        await scene.SayAsync(say => say.OfflineAsync("Wren Alder", Cancellation));
        await scene.LookAsync();
        await scene.AssertWellAsync(MailsCheck.Name, "Offline, as Wren Alder has said. One mail is held until there is a way to the mail server.");

        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250"));
        await DeliverAsync(scene);
        await scene.LookAsync();
        await OweAsync(scene);
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.TryLater("Connection refused.", NobodyThere: true));
        await DeliverAsync(scene);
        scene.Product.Time.Advance(TimeSpan.FromHours(7));
        Assert.False((await scene.LineAsync(MailsCheck.Name)).IsWell);
    }

    [Fact]
    public async Task More_than_a_fifth_of_the_disk_is_free()
    {
        await using var scene = await HealthScene.StartAsync();
        await scene.AssertWellAsync(DiskCheck.Name, $"60 % of the disk with {scene.Product.DataFolder} is free.");

        scene.FreePercent = 20;
        await scene.AssertUnwellAsync(DiskCheck.Name, $"Only 20 % of the disk with {scene.Product.DataFolder} is free. Make room, or move the folder to a larger one.");
        var (free, total) = DiskCheck.Measure(scene.Product.DataFolder);
        Assert.InRange(free, 1, total);
    }

    [Theory, Databases]
    public async Task A_clock_that_does_not_go_with_the_others_is_told(DatabaseProvider provider)
    {
        await using var scene = await HealthScene.StartAsync(provider);
        if (provider == DatabaseProvider.PostgreSql)
        {
            Assert.Matches("^The clock is [0-9]+ (days|hours) (ahead of|behind) PostgreSQL's. Set the clock", (await scene.LineAsync(ClockCheck.Name)).Sentence);
            return;
        }

        await scene.LookAsync();
        await scene.AssertWellAsync(ClockCheck.Name, "It goes on evenly.");
        await using var slow = scene.Product.StartAnother();
        slow.Time.AdjustTime(scene.Product.Time.GetUtcNow().AddSeconds(-61));
        Assert.Equal("The clock is 61 seconds behind what was kept last. Set the clock, and see that the machine keeps it by itself (NTP).", await SentenceOfAsync(slow));
    }

    [Fact]
    public void A_clock_that_leaps_is_remembered_for_a_day()
    {
        var clock = new LeapingClock();
        var watch = new ClockWatch(clock);
        clock.Advance(TimeSpan.FromHours(5));
        clock.Leap = TimeSpan.FromMinutes(9);
        Assert.Null(watch.Leap());
        clock.Leap = TimeSpan.FromMinutes(-51);
        Assert.Equal(TimeSpan.FromHours(-1), watch.Leap());
        clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(TimeSpan.FromHours(-1), watch.Leap());
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(watch.Leap());
    }

    [Fact]
    public async Task What_is_published_is_valid_and_what_it_names_is_there_in_all_languages()
    {
        await using var scene = await HealthScene.StartAsync();
        await PublishAsync(scene, "fine", ["E01"]);
        await PublishAsync(scene, "drawn", ["E999"], isPublished: false);
        await scene.AssertWellAsync(ContentCheck.Name, "All that is published is valid, and what it names is there.");

        await PublishAsync(scene, "broken", ["E999"]);
        var line = await scene.LineAsync(ContentCheck.Name);
        Assert.False(line.IsWell);
        Assert.StartsWith("broken: “tell-E999” names the mail “E999”, which is not here.", line.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("See “Definitions”.", line.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_published_in_a_language_only_here_and_there_is_told()
    {
        await using var scene = await HealthScene.StartAsync();
        scene.Product.Services.GetRequiredService<TemplateLibrary>().Speak(1, [SpanishWords("E01")]);
        await PublishAsync(scene, "half", ["E01", "E02"]);

        await scene.AssertUnwellAsync(ContentCheck.Name, "half: 1 of 2 forms and mails of this pathway is not written in Spanish as others are: the mail E02 in “tell-E02”. Whoever reads Spanish gets it in the hub's language, or else in English; add what is missing, or leave the others out. See “Definitions”.");
    }

    [Theory, Databases]
    public async Task Two_people_can_sign_in_as_administrators(DatabaseProvider provider)
    {
        await using var scene = await HealthScene.StartAsync(provider);
        await scene.AssertWellAsync(OperatorsCheck.Name, "2 people can sign in as administrators.");

        await scene.Product.RunAsync<PrismaDbContext>(db => db.People.Where(person => person.FirstName == "Sol").ExecuteUpdateAsync(set => set.SetProperty(person => person.PasswordHash, (string?)null), Cancellation));
        await scene.AssertUnwellAsync(OperatorsCheck.Name, "Only one person can sign in as administrator. Invite a second one under “People”, for the day the first is away.");
    }

    [Theory, Databases]
    public async Task A_house_is_well_on_its_first_day_and_told_what_is_to_do(DatabaseProvider provider)
    {
        await using var scene = await HealthScene.BeginAsync(provider);
        if (provider == DatabaseProvider.Sqlite)
        {
            Directory.Delete(Copies(scene), recursive: true);
        }

        await scene.Product.RunAsync<PrismaDbContext>(db => db.People.Where(person => person.FirstName == "Sol").ExecuteUpdateAsync(set => set.SetProperty(person => person.PasswordHash, (string?)null), Cancellation));
        await scene.LookAsync();
        await scene.AssertToDoAsync(OperatorsCheck.Name, "Only one person can sign in as administrator. Invite a second one under “People”, for the day the first is away. There is time for it until 17 March 2027.");
        Assert.True((await scene.LineAsync(BackupCheck.Name)).IsToDo);

        scene.Product.Time.Advance(TimeSpan.FromHours(27));
        Assert.False((await scene.LineAsync(BackupCheck.Name)).IsWell);
        scene.Product.Time.Advance(TimeSpan.FromDays(6));
        Assert.False((await scene.LineAsync(OperatorsCheck.Name)).IsWell);
    }

    static string Copies(HealthScene scene) => Path.Combine(scene.Product.DataFolder, "copies");

    static async Task<string> SentenceOfAsync(Product node) =>
        (await node.Operations.ReadAsync<Workflows.Health.ReadHealth, IReadOnlyList<Workflows.Health.HealthLine>>(read => read.ExecuteAsync(Cancellation))).Single(line => line.Check == ClockCheck.Name).Sentence;

    static Task OweAsync(HealthScene scene) => scene.Product.RunAsync<Outbox>(async outbox =>
    {
        var sol = await scene.Product.ReadAsync(db => db.People.SingleAsync(person => person.FirstName == "Sol"));
        outbox.Owe(new OwedMail("E76", sol.Id, $"password-{Guid.CreateVersion7():N}", new JsonObject
        {
            ["person"] = new JsonObject { ["called"] = "Sol", ["first_name"] = "Sol", ["language"] = "en" },
            ["hub"] = new JsonObject { ["name"] = "Orrin", ["contact"] = "" },
            ["org"] = new JsonObject { ["name"] = "Orrin", ["address"] = "" },
            ["reason_for_mail"] = "somebody asked for it",
        }), immediate: true);
    });

    static Task<int> DeliverAsync(HealthScene scene) => scene.Product.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(Cancellation));

    static Task PublishAsync(HealthScene scene, string name, string[] mails, bool isPublished = true) => scene.Product.ChangeAsync(db => db.Definitions.Add(new DefinitionVersion
    {
        Id = $"{name}-1",
        DefinitionId = name,
        Version = 1,
        Name = name,
        IsLatest = true,
        IsPublished = isPublished,
        PublishedAt = Product.Beginning,
        CreatedAt = Product.Beginning,
        ContentHash = name,
        Json = new JsonObject
        {
            ["id"] = $"{name}-1",
            ["definitionId"] = name,
            ["name"] = name,
            ["version"] = 1,
            ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray([.. mails.Select(Notify)]), ["connections"] = new JsonArray() },
        }.ToJsonString(),
    }));

    static Wording SpanishWords(string mail) => new() { Kind = "mail", Name = mail, Language = "es", Content = MailWordingKind.Write("Bienvenida", "…"), Hash = "es", SavedBy = "Wren Alder", SavedAt = Product.Beginning };

    static JsonNode Notify(string mail) => new JsonObject
    {
        ["id"] = $"tell-{mail}",
        ["type"] = "Prisma.Notify",
        ["version"] = 1,
        ["mail"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = mail } },
    };

    sealed class LeapingClock : FakeTimeProvider
    {
        public TimeSpan Leap { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Leap;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
