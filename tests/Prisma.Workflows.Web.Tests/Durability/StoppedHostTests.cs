using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Web.Tests.Durability;

/// <summary>Whoever stops the host to copy its database has all of it in the one file that the documents speak of.</summary>
public sealed class StoppedHostTests
{
    [Fact]
    public async Task What_was_kept_stands_in_the_database_and_no_longer_in_the_log_beside_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var folder = Directory.CreateTempSubdirectory("prisma-stopped-").FullName;
        await using var smtp = new ScriptedSmtpServer();
        using (var host = await HostProcess.StartAsync(folder, smtp.Port, WebProduct.Cancellation))
        {
            await host.StopAsync(WebProduct.Cancellation);
        }

        var copy = Path.Combine(folder, "copy.db");
        File.Copy(Path.Combine(folder, "prisma.db"), copy);
        await using (var db = new SqlitePrismaDbContext(new DbContextOptionsBuilder<SqlitePrismaDbContext>().UseSqlite($"Data Source={copy};Pooling=False").Options))
        {
            Assert.NotEqual(0, await db.Definitions.CountAsync(WebProduct.Cancellation));
        }

        Assert.False(File.Exists(Path.Combine(folder, "prisma.db-wal")));
        Directory.Delete(folder, recursive: true);
    }
}
