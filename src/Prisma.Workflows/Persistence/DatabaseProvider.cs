namespace Prisma.Workflows.Persistence;

/// <summary>The two databases the product runs on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
