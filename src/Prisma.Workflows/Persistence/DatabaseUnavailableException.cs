using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Prisma.Workflows.Persistence;

/// <summary>The database cannot be written or reached for now: held by another program, read-only, full or gone. Nothing was changed.</summary>
public sealed class DatabaseUnavailableException(Exception inner) : Exception(Say(inner), inner)
{
    static string Say(Exception inner)
    {
        // What EF wraps around it only says that there is something within.
        var cause = inner;
        while (cause is not DbException && cause.InnerException is { } within)
            cause = within;
        var wayOut = cause is SqliteException ? "no other program holds it, and that its folder can be written and has room" : "PostgreSQL runs, can be reached and has room";
        return $"The database cannot be used at the moment: {cause.Message.TrimEnd('.')}. Nothing was changed; see that {wayOut}.";
    }
}
