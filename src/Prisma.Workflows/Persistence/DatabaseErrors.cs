using Microsoft.Data.Sqlite;
using Npgsql;

namespace Prisma.Workflows.Persistence;

/// <summary>Which errors of the databases mean that another writer was first, and which that nobody can write.</summary>
static class DatabaseErrors
{
    const int SqliteBusy = 5;
    const int SqliteReadOnly = 8;
    const int SqliteInputOutput = 10;
    const int SqliteCannotOpen = 14;
    const int SqliteConstraintUnique = 2067;
    const int SqliteConstraintPrimaryKey = 1555;

    public static bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsLostRace(inner),
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintUnique or SqliteConstraintPrimaryKey,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        _ => false,
    };

    /// <summary>Waiting for the other writer is over by then: SQLite was patient, and PostgreSQL has no one writer.</summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        DbUpdateException or InvalidOperationException when exception.InnerException is { } inner => IsUnavailable(inner),
        SqliteException or PostgresException when FullDisk.IsWhy(exception) => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteReadOnly or SqliteInputOutput or SqliteCannotOpen,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException } => true,
        _ => false,
    };
}
