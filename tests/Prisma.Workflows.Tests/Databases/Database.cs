using Prisma.Workflows.Persistence.PostgreSql;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Tests.Databases;

/// <summary>One test's own database, migrated and empty: a copy of one that was migrated once per run. It outlives the product, so that a product can be started again on it.</summary>
public sealed class Database : IAsyncDisposable
{
    static readonly IReadOnlyDictionary<DatabaseProvider, Lazy<Task<Database>>> Migrated = OncePerRun(MigrateAsync);

    /// <summary>The file, or the name in the cluster.</summary>
    readonly string _place;
    readonly Func<ValueTask> _drop;

    Database(DatabaseProvider provider, string place, string connectionString, Func<ValueTask> drop) =>
        (Provider, _place, ConnectionString, _drop) = (provider, place, connectionString, drop);

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    public static async Task<Database> CreateAsync(DatabaseProvider provider) => await CopyAsync(await Migrated[provider].Value);

    /// <summary>What is made once for each provider, by whoever asks first.</summary>
    public static IReadOnlyDictionary<DatabaseProvider, Lazy<Task<Database>>> OncePerRun(Func<DatabaseProvider, Task<Database>> make) =>
        Enum.GetValues<DatabaseProvider>().ToDictionary(provider => provider, provider => new Lazy<Task<Database>>(() => make(provider)));

    /// <summary>A copy of a database to which nobody is connected.</summary>
    public static Task<Database> CopyAsync(Database original) => NewAsync(original.Provider, original._place);

    /// <summary>As <see cref="CreateAsync"/>, to be filled and then copied: whoever has used it leaves no connection behind.</summary>
    public static async Task<Database> CreateOriginalAsync(DatabaseProvider provider) => await NewAsync(provider, (await Migrated[provider].Value)._place, ";Pooling=False");

    /// <summary>Without a table in it.</summary>
    public static Task<Database> CreateEmptyAsync(DatabaseProvider provider) => NewAsync(provider, null);

    public PrismaDbContext Open() => Provider == DatabaseProvider.Sqlite
        ? new SqlitePrismaDbContext(new DbContextOptionsBuilder<SqlitePrismaDbContext>().UseSqlite(ConnectionString).Options)
        : new PostgreSqlPrismaDbContext(new DbContextOptionsBuilder<PostgreSqlPrismaDbContext>().UseNpgsql(ConnectionString).Options);

    public ValueTask DisposeAsync() => _drop();

    static async Task<Database> MigrateAsync(DatabaseProvider provider)
    {
        var database = await NewAsync(provider, null, ";Pooling=False");
        await using var db = database.Open();
        await db.BringUpToDateAsync(CancellationToken.None);
        return database;
    }

    static async Task<Database> NewAsync(DatabaseProvider provider, string? original, string suffix = "")
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            var folder = TemporaryFolder.Create("database");
            var file = Path.Combine(folder.Path, "prisma.db");
            if (original is not null)
            {
                File.Copy(original, file);
            }

            return new Database(provider, file, $"Data Source={file}{suffix}", folder.DisposeAsync);
        }

        var cluster = await PostgreSqlCluster.StartedAsync();
        var name = await cluster.CreateDatabaseAsync(original ?? "template0");
        return new Database(provider, name, cluster.ConnectionTo(name) + suffix, () => cluster.DropDatabaseAsync(name));
    }
}
