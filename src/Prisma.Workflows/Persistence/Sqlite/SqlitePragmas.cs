using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Prisma.Workflows.Persistence.Sqlite;

/// <summary>What every line to the file is told first, and once however often it is lent to a connection: write-ahead log, a full sync per commit, ten seconds of patience, and a log that may grow to 16 MB before a commit has to empty it.</summary>
sealed class SqlitePragmas : DbConnectionInterceptor
{
    const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=4000;";

    readonly ConditionalWeakTable<sqlite3, object> _told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsNew(connection))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
            Keep(connection);
        }
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsNew(connection))
        {
            await ApplyAsync(connection, cancellationToken);
            Keep(connection);
        }
    }

    /// <summary>For a connection that no context opens.</summary>
    internal static async Task ApplyAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    bool IsNew(DbConnection connection) => MayWrite(connection) && !_told.TryGetValue(LineOf(connection), out _);

    /// <summary>Only once it has heard all of it: one that failed is told again.</summary>
    void Keep(DbConnection connection) => _told.AddOrUpdate(LineOf(connection), this);

    static sqlite3 LineOf(DbConnection connection) => ((SqliteConnection)connection).Handle!;

    /// <summary>EF looks whether the file is there by a connection that may only read, and a copy made by VACUUM INTO has no log yet.</summary>
    static bool MayWrite(DbConnection connection) => !connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.Ordinal);
}
