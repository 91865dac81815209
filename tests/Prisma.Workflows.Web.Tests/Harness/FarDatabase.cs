using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Prisma.Workflows.Web.Tests.Harness;

/// <summary>Lets the file answer as a server elsewhere would: whoever asks has to wait, and a page is rendered meanwhile with what it knows by then.</summary>
sealed class FarDatabase : DbCommandInterceptor
{
    /// <summary>What the server answers with instead, if anything.</summary>
    public DbException? Trouble { get; set; }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return Trouble is { } trouble ? throw trouble : result;
    }
}
