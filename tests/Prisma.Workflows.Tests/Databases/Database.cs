using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Persistence.PostgreSql;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Tests.Databases;

/// <summary>One test's own database, migrated and empty: a copy of one that was migrated once per run. It outlives the product, so that a product can be started again on it.</summary>
public sealed class Database : IAsyncDisposable
{
    static readonly Lazy<Task<string>> MigratedFile = new(MigrateFileAsync);
    static readonly Lazy<Task<string>> MigratedName = new(MigrateNameAsync);

    readonly Func<ValueTask> _drop;

    Database(DatabaseProvider provider, string connectionString, Func<ValueTask> drop) =>
        (Provider, ConnectionString, _drop) = (provider, connectionString, drop);

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    public static async Task<Database> CreateAsync(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            var folder = TemporaryFolder.Create("database");
            var file = Path.Combine(folder.Path, "prisma.db");
            File.Copy(await MigratedFile.Value, file);
            return new Database(provider, SqliteConnectionTo(file), folder.DisposeAsync);
        }

        var cluster = await PostgreSqlCluster.StartedAsync();
        var name = await cluster.CreateDatabaseAsync(await MigratedName.Value);
        return new Database(provider, cluster.ConnectionTo(name), () => cluster.DropDatabaseAsync(name));
    }

    public ValueTask DisposeAsync() => _drop();

    static async Task<string> MigrateFileAsync()
    {
        var file = Path.Combine(TemporaryFolder.Create("migrated").Path, "prisma.db");
        await using var db = new SqlitePrismaDbContext(
            new DbContextOptionsBuilder<SqlitePrismaDbContext>().UseSqlite(SqliteConnectionTo(file) + ";Pooling=False").Options);
        await db.Database.MigrateAsync();
        return file;
    }

    static async Task<string> MigrateNameAsync()
    {
        var cluster = await PostgreSqlCluster.StartedAsync();
        var name = await cluster.CreateDatabaseAsync("template0");
        await using var db = new PostgreSqlPrismaDbContext(
            new DbContextOptionsBuilder<PostgreSqlPrismaDbContext>().UseNpgsql(cluster.ConnectionTo(name) + ";Pooling=False").Options);
        await db.Database.MigrateAsync();
        return name;
    }

    static string SqliteConnectionTo(string file) => $"Data Source={file}";
}
