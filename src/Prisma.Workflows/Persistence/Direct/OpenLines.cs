using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Persistence.Direct;

/// <summary>
/// Lines to a SQLite file that stay open for what is asked outside of operations, each lent to one who asks at a time: opening one, and having it understand the
/// question anew, costs several times what the answer does.
/// </summary>
public sealed class OpenLines : IAsyncDisposable
{
    /// <summary>How many stay open; a crowd that asks at once opens more.</summary>
    const int Kept = 4;

    readonly ConcurrentQueue<SqliteConnection> _free = [];

    internal async Task<SqliteConnection> BorrowAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        if (_free.TryDequeue(out var line))
            return line;
        line = new SqliteConnection(db.Database.GetConnectionString());
        await line.OpenAsync(cancellation);
        await SqlitePragmas.ApplyAsync(line, cancellation);
        return line;
    }

    internal async Task GiveBackAsync(SqliteConnection line)
    {
        if (_free.Count < Kept)
        {
            _free.Enqueue(line);
            return;
        }

        await line.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        while (_free.TryDequeue(out var line))
            await line.DisposeAsync();
    }
}
