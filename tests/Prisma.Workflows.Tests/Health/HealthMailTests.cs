using Prisma.Workflows.Health;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Tests.Health;

/// <summary>The mail E67: what it says, to whom, and how often (domain.md §15).</summary>
public sealed class HealthMailTests
{
    [Theory, Databases]
    public async Task What_lasts_is_told_to_all_administrators_once_and_again_with_what_comes_or_each_week(DatabaseProvider provider)
    {
        await using var scene = await HealthScene.StartAsync(provider);
        await QuietenAsync(scene);
        scene.FreePercent = 12;
        await scene.LookAsync(3);
        Assert.Equal(0, await SentAsync(scene));

        await scene.LookAsync(1);
        Assert.Equal(2, await SentAsync(scene));
        var mail = Assert.Single(scene.Product.Mail.To("wren@orrin.example"));
        Assert.Equal("Please look at prisma.example", mail.Subject);
        Assert.Contains($"Only 12 % of the disk with {scene.Product.DataFolder} is free.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("No mail waits for longer than it should.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://prisma.example/status", mail.TextBody, StringComparison.Ordinal);
        await scene.LookAsync(30);
        Assert.Equal(0, await SentAsync(scene));

        await scene.Product.RunAsync<PrismaDbContext>(db => db.People.Where(person => person.FirstName == "Sol").ExecuteUpdateAsync(set => set.SetProperty(person => person.PasswordHash, (string?)null), Cancellation));
        await scene.LookAsync(4);
        Assert.Equal(1, await SentAsync(scene));
        Assert.Contains("Only one person can sign in", scene.Product.Mail.To("wren@orrin.example")[^1].TextBody, StringComparison.Ordinal);
        Assert.Contains("Only 12 % of the disk", scene.Product.Mail.To("wren@orrin.example")[^1].TextBody, StringComparison.Ordinal);

        scene.Product.Time.Advance(TimeSpan.FromDays(6.9));
        scene.AgeBackup(TimeSpan.FromHours(3));
        await scene.LookAsync();
        Assert.Equal(0, await SentAsync(scene));
        scene.Product.Time.Advance(TimeSpan.FromHours(3));
        await scene.LookAsync();
        Assert.Equal(1, await SentAsync(scene));
    }

    [Fact]
    public async Task What_passes_within_half_an_hour_is_told_to_nobody()
    {
        await using var scene = await HealthScene.StartAsync();
        scene.FreePercent = 12;
        await scene.LookAsync(3);
        Assert.Equal(1, await CountAsync(scene));
        scene.FreePercent = 60;
        await scene.LookAsync(1);
        Assert.Equal(0, await CountAsync(scene));
        await scene.LookAsync(5);

        Assert.Equal(0, await SentAsync(scene));
        Assert.DoesNotContain(await AilmentsAsync(scene), one => one.Check == "Disk");
    }

    [Theory, Databases]
    public async Task What_only_one_of_two_nodes_sees_is_told_once(DatabaseProvider provider)
    {
        await using var scene = await HealthScene.StartAsync(provider);
        await QuietenAsync(scene);
        await using var other = scene.Product.StartAnother();
        for (var look = 0; look < 12; look++)
        {
            scene.Product.Time.Advance(TimeSpan.FromMinutes(10));
            other.Time.Advance(TimeSpan.FromMinutes(10));
            scene.FreePercent = 12;
            await scene.LookAsync();
            scene.FreePercent = 60;
            await scene.LookAsync(other);
        }

        Assert.Equal(2, await SentAsync(scene));
        Assert.Contains(await AilmentsAsync(scene), one => one.Check == "Disk");
    }

    [Fact]
    public async Task While_no_mail_goes_out_none_is_owed_and_what_is_still_so_is_told_then()
    {
        await using var scene = await HealthScene.StartAsync();
        await scene.Product.ChangeAsync(db => db.Settings.Add(new Setting { Key = Workflows.Mail.Offline.Key, Value = """{"Since":"2027-03-10T09:00:00+00:00","Tries":1,"NextTry":"2027-03-10T09:01:00+00:00","Why":"Connection refused."}""" }));
        scene.FreePercent = 12;
        await scene.LookAsync(5);
        Assert.Equal(0, await scene.Product.ReadAsync(db => db.Outbox.CountAsync()));

        await scene.Product.RunAsync<PrismaDbContext>(db => db.Settings.Where(setting => setting.Key == Workflows.Mail.Offline.Key).ExecuteDeleteAsync(Cancellation));
        await scene.LookAsync(1);
        Assert.Equal(2, await SentAsync(scene));
    }

    [Fact]
    public async Task What_was_first_seen_by_a_clock_ahead_of_time_is_told_when_it_is_right_again()
    {
        await using var scene = await HealthScene.StartAsync();
        var right = scene.Product.Time.GetUtcNow();
        scene.FreePercent = 10;
        scene.Product.Time.AdjustTime(right.AddDays(20));
        await scene.LookAsync();
        scene.Product.Time.AdjustTime(right);

        await scene.LookAsync(5);

        Assert.Equal(2, await SentAsync(scene));
        Assert.Equal(["Disk"], (await AilmentsAsync(scene)).Where(one => one.ToldAt is not null).Select(one => one.Check));
    }

    /// <summary>As “Today” says it.</summary>
    static Task<int> CountAsync(HealthScene scene) => scene.Product.Operations.ReadAsync<ReadHealth, int>(read => read.CountAilmentsAsync(false, Cancellation));

    /// <summary>What is not well from the beginning, because the tests' clock is another than PostgreSQL's and it makes no backups here, is told before.</summary>
    static async Task QuietenAsync(HealthScene scene)
    {
        await scene.LookAsync(5);
        await SentAsync(scene);
        scene.Product.Mail.Forget();
    }

    /// <summary>How many mails are sent that were owed since.</summary>
    static Task<int> SentAsync(HealthScene scene) => scene.Product.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(Cancellation));

    static async Task<IReadOnlyList<Ailment>> AilmentsAsync(HealthScene scene) =>
        (await scene.Product.ReadAsync(db => HealthRecord.ReadAsync(db, Cancellation)))!.Ailments;
}
