using System.Data;
using Microsoft.Data.Sqlite;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Persistence.Sqlite;

/// <summary>
/// SQLite writes one operation at a time. They take turns on one connection, and whoever finds others waiting leaves the transaction open to them:
/// the last of them commits for all. Each but the first stands behind a savepoint of its own, so that one which fails takes no other with it.
/// </summary>
sealed class SharedCommits : IWriteTurns, IAsyncDisposable
{
    const int MostTogether = 64;
    const string Savepoint = "operation";

    static readonly StatementText Save = new($"SAVEPOINT {Savepoint}", []);
    static readonly StatementText Release = new($"RELEASE {Savepoint}", []);

    /// <summary>What a savepoint may have to put back is kept in memory: a burst changes more pages than SQLite keeps of itself, and it would make a file for each.</summary>
    const string KeepInMemory = "PRAGMA temp_store=MEMORY";

    /// <summary>How long another program may hold the file before an operation is given up.</summary>
    const int PatienceSeconds = 10;

    readonly SemaphoreSlim _turn = new(1, 1);
    string? _connectionString;
    SqliteConnection? _connection;
    Batch? _batch;
    bool _sharedLast;
    int _waiting;

    public async Task<IWriteTurn> BeginAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        // Not to be given up while waiting: an open transaction may have been left to whoever waits.
        Interlocked.Increment(ref _waiting);
        await _turn.WaitAsync(CancellationToken.None);
        Interlocked.Decrement(ref _waiting);
        _connectionString ??= db.Database.GetConnectionString();
        try
        {
            _batch ??= new Batch((await ConnectAsync()).BeginTransaction(IsolationLevel.Serializable));
            if (_batch.Count > 0)
                SqliteStatements.Of(_connection!).Execute(Save, []);
            cancellation.ThrowIfCancellationRequested();
            db.Database.SetDbConnection(_connection, contextOwnsConnection: false);
            await db.Database.UseTransactionAsync(_batch.Transaction, CancellationToken.None);
            return new Turn(this, _batch, db);
        }
        catch
        {
            await LeaveAsync(db, failed: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        _turn.Dispose();
    }

    /// <summary>Hands the transaction on to whoever waits, or commits it for all who shared it.</summary>
    async Task LeaveAsync(PrismaDbContext db, bool failed)
    {
        var batch = _batch;
        try
        {
            if (batch is null)
            {
                // No transaction could be begun: the next one tries with a connection of its own.
                await DisconnectAsync();
                return;
            }

            if (failed && batch.Count == 0)
            {
                _batch = null;
                await batch.Transaction.RollbackAsync();
                return;
            }

            Settle(batch, failed);
            if (_sharedLast && Volatile.Read(ref _waiting) == 0)
            {
                // Those who shared the last commit have been answered and may be about to come again.
                await Task.Yield();
            }

            if (Volatile.Read(ref _waiting) == 0 || batch.Count >= MostTogether)
            {
                _batch = null;
                _sharedLast = batch.Count > 1;
                await CommitAsync(batch, failed ? null : db);
            }
        }
        catch (Exception exception)
        {
            _batch = null;
            batch?.Fail(exception);
            await DisconnectAsync();
        }
        finally
        {
            // The context goes back to its pool, where it must not take the shared connection.
            db.Database.UseTransaction(null);
            db.Database.SetDbConnection(null);
            db.Database.SetConnectionString(_connectionString);
            _turn.Release();
        }
    }

    /// <summary>Keeps what the operation wrote, or takes it back alone.</summary>
    static void Settle(Batch batch, bool failed)
    {
        if (failed)
            batch.Transaction.Rollback(Savepoint);
        if (batch.Count++ > 0)
            SqliteStatements.Of(batch.Transaction.Connection!).Execute(Release, []);
    }

    static async Task CommitAsync(Batch batch, PrismaDbContext? db)
    {
        if (db?.Database.CurrentTransaction is { } transaction)
            await transaction.CommitAsync();
        else
            await batch.Transaction.CommitAsync();
        batch.Succeed();
    }

    async Task<SqliteConnection> ConnectAsync()
    {
        if (_connection is null)
        {
            _connection = new SqliteConnection(_connectionString) { DefaultTimeout = PatienceSeconds };
            await _connection.OpenAsync();
            await SqlitePragmas.ApplyAsync(_connection, CancellationToken.None);
            await using var command = _connection.CreateCommand();
            command.CommandText = KeepInMemory;
            await command.ExecuteNonQueryAsync();
        }

        return _connection;
    }

    async Task DisconnectAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            SqliteConnection.ClearPool(connection);
            await connection.DisposeAsync();
        }
    }

    sealed class Batch(SqliteTransaction transaction)
    {
        readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SqliteTransaction Transaction => transaction;

        public Task Committed => _committed.Task;

        /// <summary>How many operations had their turn.</summary>
        public int Count { get; set; }

        public void Succeed() => _committed.SetResult();

        public void Fail(Exception exception) => _committed.TrySetException(exception);
    }

    sealed class Turn(SharedCommits turns, Batch batch, PrismaDbContext db) : IWriteTurn
    {
        bool _left;

        public async Task CommitAsync()
        {
            _left = true;
            await turns.LeaveAsync(db, failed: false);
            await batch.Committed;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_left)
            {
                _left = true;
                await turns.LeaveAsync(db, failed: true);
            }
        }
    }
}
