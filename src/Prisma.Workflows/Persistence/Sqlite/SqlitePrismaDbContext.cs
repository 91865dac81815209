using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Prisma.Workflows.Persistence.Sqlite;

/// <summary>The one-folder installation: a SQLite file in write-ahead mode.</summary>
public sealed class SqlitePrismaDbContext(DbContextOptions<SqlitePrismaDbContext> options) : PrismaDbContext(options)
{
    internal override object Kept(DateTimeOffset instant) => instant.UtcTicks;

    internal override DateTimeOffset InstantOf(DbDataReader reader, int place) => new(reader.GetInt64(place), TimeSpan.Zero);

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
