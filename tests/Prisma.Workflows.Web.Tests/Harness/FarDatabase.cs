using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Prisma.Workflows.Web.Tests.Harness;

/// <summary>Lets the file answer as a server elsewhere would: whoever asks has to wait, and a page is rendered meanwhile with what it knows by then.</summary>
sealed class FarDatabase : DbCommandInterceptor
{
    /// <summary>Whether the server does not answer.</summary>
    public bool IsGone { get; set; }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return IsGone ? throw new SqliteException("unable to open database file", 14) : result;
    }
}
