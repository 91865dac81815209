using Microsoft.Data.Sqlite;
using Npgsql;

namespace Prisma.Workflows.Persistence;

/// <summary>Whether something failed because a disk has no room left, which those who run Prisma mend by making some.</summary>
public static class FullDisk
{
    const int SqliteFull = 13;

    /// <summary>The few bytes that several programs share beside the database had no room.</summary>
    const int SqliteNoRoomForShared = 4874;

    const int LinuxNoSpace = 28;
    const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool IsWhy(Exception? exception) => exception switch
    {
        null => false,
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull || sqlite.SqliteExtendedErrorCode == SqliteNoRoomForShared,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.DiskFull,
        IOException { HResult: LinuxNoSpace or WindowsDiskFull } => true,
        _ => IsWhy(exception.InnerException),
    };
}
