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

    public static bool IsWhy(Exception? exception) => Held(exception) is not null;

    /// <summary>What the full disk holds: PostgreSQL may have one of its own. Null where it failed for another reason.</summary>
    public static string? Held(Exception? exception) => exception switch
    {
        null => null,
        SqliteException { SqliteErrorCode: SqliteFull } or SqliteException { SqliteExtendedErrorCode: SqliteNoRoomForShared } => "the data folder",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "the database",
        IOException { HResult: LinuxNoSpace or WindowsDiskFull } => "the data folder",
        _ => Held(exception.InnerException),
    };
}
