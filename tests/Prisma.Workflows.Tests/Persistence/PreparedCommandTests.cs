using Microsoft.Data.Sqlite;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Tests.Persistence;

/// <summary>A statement is kept no longer than the line it was prepared for.</summary>
public sealed class PreparedCommandTests
{
    [Fact]
    public async Task Whoever_reads_again_does_not_read_through_the_line_that_another_has_by_now()
    {
        await using var folder = TemporaryFolder.Create("prepared");
        var file = $"Data Source={Path.Combine(folder.Path, "words.db")}";
        await using var reader = new SqliteConnection(file);
        await using var writer = new SqliteConnection(file);
        await reader.OpenAsync(Cancellation);
        await DoAsync(reader, "PRAGMA journal_mode = WAL; CREATE TABLE words (word TEXT)");
        await reader.CloseAsync();

        // A command that was ended with its connection is prepared anew the second time.
        Assert.Equal(0, await CountAsync(reader));
        Assert.Equal(0, await CountAsync(reader));

        await writer.OpenAsync(Cancellation);
        await using var transaction = await writer.BeginTransactionAsync(Cancellation);
        await DoAsync(writer, "INSERT INTO words VALUES ('nobody may read this yet')");

        Assert.Equal(0, await CountAsync(reader));
    }

    static async Task<long> CountAsync(SqliteConnection connection)
    {
        await connection.OpenAsync(Cancellation);
        var command = PreparedCommands.Of(connection).Get("SELECT COUNT(*) FROM words WHERE word <> @value");
        command.Parameters[0].Value = "";
        var count = (long)(await command.ExecuteScalarAsync(Cancellation))!;
        await connection.CloseAsync();
        return count;
    }

    static async Task DoAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
