using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Prisma.Workflows.Persistence.PostgreSql;

/// <summary>The installation of a network: PostgreSQL, for one node or several.</summary>
public sealed class PostgreSqlPrismaDbContext(DbContextOptions<PostgreSqlPrismaDbContext> options) : PrismaDbContext(options)
{
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgreSqlPrismaDbContext>
    {
        public PostgreSqlPrismaDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgreSqlPrismaDbContext>().UseNpgsql("Host=design").Options);
    }
}
