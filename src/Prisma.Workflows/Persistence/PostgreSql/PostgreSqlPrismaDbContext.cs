using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Prisma.Workflows.Persistence.PostgreSql;

/// <summary>The installation of a network: PostgreSQL, for one node or several.</summary>
public sealed class PostgreSqlPrismaDbContext(DbContextOptions<PostgreSqlPrismaDbContext> options) : PrismaDbContext(options)
{
    /// <summary>The lock by which nodes take turns; nothing else takes one.</summary>
    const long Turn = 1;

    /// <summary>Of several nodes that start at once one makes the tables while the others wait: EF's own lock is open between two migrations.</summary>
    public override async Task BringUpToDateAsync(CancellationToken cancellation)
    {
        var creator = Database.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellation))
            await creator.CreateAsync(cancellation);

        // As long as it takes: a large table is not changed, nor waited for, in half a minute.
        Database.SetCommandTimeout(0);
        await Database.OpenConnectionAsync(cancellation);
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Turn})", cancellation);
        await base.BringUpToDateAsync(cancellation);
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Turn})", cancellation);
        await Database.CloseConnectionAsync();
    }

    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgreSqlPrismaDbContext>
    {
        public PostgreSqlPrismaDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgreSqlPrismaDbContext>().UseNpgsql("Host=design").Options);
    }
}
