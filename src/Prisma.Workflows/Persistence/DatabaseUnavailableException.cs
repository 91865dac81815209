using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Prisma.Workflows.Persistence;

/// <summary>The database cannot be written or reached for now: held by another program, read-only, full or gone. Nothing was changed.</summary>
public sealed class DatabaseUnavailableException(Exception inner, string place) : Exception(Say(inner, place), inner)
{
    static string Say(Exception inner, string place)
    {
        // What EF wraps around it only says that there is something within.
        var cause = inner;
        while (cause is not DbException && cause.InnerException is { } within)
            cause = within;
        var isFile = cause is SqliteException;
        if (FullDisk.Held(cause) is { } held)
            return $"There is no room on the disk that holds {held}, {(isFile ? Path.GetDirectoryName(place) : place)}. Nothing was changed; make room, and all goes on.";
        var wayOut = isFile ? "no other program holds it, and that its folder can be written" : "PostgreSQL runs and can be reached";
        return $"The database cannot be used at the moment: {cause.Message.TrimEnd('.')}. Nothing was changed; see that {wayOut}.";
    }
}
