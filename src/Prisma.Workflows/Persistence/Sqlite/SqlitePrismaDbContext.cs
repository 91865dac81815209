using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Prisma.Workflows.Persistence.Sqlite;

/// <summary>The one-folder installation: a SQLite file in write-ahead mode.</summary>
public sealed class SqlitePrismaDbContext(DbContextOptions<SqlitePrismaDbContext> options) : PrismaDbContext(options)
{
    internal override object Kept(DateTimeOffset instant) => instant.UtcTicks;

    internal override DateTimeOffset InstantOf(DbDataReader reader, int place) => new(reader.GetInt64(place), TimeSpan.Zero);

    /// <summary>EF's own lock is a row, which a process that dies meanwhile leaves for ever. A turn at a file beside the database ends with its process; whose row is still there then, is gone.</summary>
    public override async Task BringUpToDateAsync(CancellationToken cancellation)
    {
        var beside = new SqliteConnectionStringBuilder(Database.GetConnectionString()) { Pooling = false, DefaultTimeout = 0 };
        beside.DataSource += "-turn";
        await using var line = new SqliteConnection(beside.ConnectionString);
        await line.OpenAsync(cancellation);
        await using var turn = await line.BeginTransactionAsync(cancellation);
        await Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await base.BringUpToDateAsync(cancellation);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite cannot compare a DateTimeOffset; ticks in UTC sort as the instants do.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqlitePrismaDbContext>
    {
        public SqlitePrismaDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqlitePrismaDbContext>().UseSqlite("Data Source=design.db").Options);
    }
}
