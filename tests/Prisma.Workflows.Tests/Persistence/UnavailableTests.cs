using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Prisma.Workflows.Tests.Persistence;

/// <summary>A database that cannot be written is no lost race: nothing is run again, and the caller is told what to look at.</summary>
public sealed class UnavailableTests
{
    [Fact]
    public async Task A_file_that_may_only_be_read_answers_reading_and_refuses_writing()
    {
        await using var first = await Product.StartAsync(DatabaseProvider.Sqlite);
        await first.ChangeAsync(db => db.People.Add(Somebody("amina@reed.example")));
        await using var product = await Product.StartAsync(
            DatabaseProvider.Sqlite,
            settings: new Dictionary<string, string?> { ["Database:ConnectionString"] = $"{first.Database.ConnectionString};Mode=ReadOnly" });

        Assert.Equal(1, await product.ReadAsync(db => db.People.CountAsync()));
        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => product.ChangeAsync(db => db.People.Add(Somebody("ben@reed.example"))));
        Assert.Contains("Nothing was changed", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await first.ReadAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task A_file_that_another_program_holds_is_waited_for_once_and_then_refused()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var runs = 0;
        await using (var other = new SqliteConnection(product.Database.ConnectionString))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var held = other.BeginTransaction(deferred: false);
            await Assert.ThrowsAsync<DatabaseUnavailableException>(() => product.ChangeAsync(_ => runs++));
        }

        Assert.Equal(0, runs);
        await product.ChangeAsync(db => db.People.Add(Somebody("amina@reed.example")));
        Assert.Equal(1, await product.ReadAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task A_full_disk_refuses_what_is_new_and_goes_on_when_there_is_room()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);

        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => product.ChangeAsync(db =>
        {
            db.Database.ExecuteSqlRaw("PRAGMA max_page_count = 1");
            db.People.Add(new Person { FirstName = new string('a', 1_000_000), Email = "amina@reed.example", CreatedAt = Product.Beginning });
        }));

        var folder = Path.GetDirectoryName(new SqliteConnectionStringBuilder(product.Database.ConnectionString).DataSource);
        Assert.Equal($"There is no room on the disk that holds the data folder, {folder}. Nothing was changed; make room, and all goes on.", refused.Message);
        Assert.Equal(0, await product.ReadAsync(db => db.People.CountAsync()));
        await product.ChangeAsync(db =>
        {
            db.Database.ExecuteSqlRaw("PRAGMA max_page_count = 4294967294");
            db.People.Add(Somebody("ben@reed.example"));
        });
        Assert.Equal(1, await product.ReadAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public void A_file_that_finds_no_room_is_told_apart_from_one_that_cannot_be_written_for_another_reason()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a device that is always full.");

        Assert.True(FullDisk.IsWhy(Assert.Throws<IOException>(() => File.WriteAllText("/dev/full", "a"))));
        Assert.False(FullDisk.IsWhy(Assert.ThrowsAny<IOException>(() => File.WriteAllText(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "a"), "a"))));
    }

    [Fact]
    public async Task A_server_that_is_gone_is_told_to_whoever_reads_and_to_whoever_writes()
    {
        var nobody = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={FreePort.Find()};Username=prisma;Database=prisma");
        await using var product = await Product.StartAsync(
            DatabaseProvider.Sqlite,
            settings: new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = nobody });

        var read = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => product.ReadAsync(db => db.People.CountAsync()));
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => product.ChangeAsync(db => db.People.Add(Somebody("amina@reed.example"))));
        Assert.Contains("Failed to connect to 127.0.0.1", read.Message, StringComparison.Ordinal);
        Assert.Contains("see that PostgreSQL runs", read.Message, StringComparison.Ordinal);
    }

    static Person Somebody(string email) => new() { FirstName = "Amina", Email = email, CreatedAt = Product.Beginning };
}
