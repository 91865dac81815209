using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Prisma.Workflows.Web.Tests.Harness;

/// <summary>Lets the file answer as a server elsewhere would: whoever asks has to wait, and a page is rendered meanwhile with what it knows by then.</summary>
sealed class Elsewhere : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return result;
    }
}
