using System.Globalization;
using Npgsql;

namespace Prisma.Workflows.Benchmarks.Baselines;

/// <summary>The rows of a burst written by hand on PostgreSQL: one open connection, prepared statements, one message for all of them.</summary>
sealed class BarePostgreSql : IAsyncDisposable
{
    readonly NpgsqlConnection _connection;
    readonly Dictionary<string, Dictionary<string, object>> _rows = [];

    BarePostgreSql(NpgsqlConnection connection) => _connection = connection;

    public static async Task<BarePostgreSql> OpenAsync(string connectionString)
    {
        var bare = new BarePostgreSql(new NpgsqlConnection(connectionString + ";Max Auto Prepare=20"));
        await bare._connection.OpenAsync();
        foreach (var table in new[] { "Instances", "Bookmarks", "ActivityLog", "Outbox", "Audit" })
        {
            bare._rows[table] = await bare.RowAsync(table);
        }

        return bare;
    }

    /// <summary>What resuming writes.</summary>
    public async Task ResumeAsync(string instanceId, string bookmarkId, int logEntries)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(_connection, transaction);
        Add(batch, """UPDATE "Instances" SET "State" = $1, "UpdatedAt" = $2, "Revision" = "Revision" + 1 WHERE "Id" = $3 AND "Revision" = 1""", _rows["Instances"]["State"], _rows["Instances"]["UpdatedAt"], instanceId);
        Add(batch, """DELETE FROM "Bookmarks" WHERE "Id" = $1""", bookmarkId);
        Insert(batch, "Bookmarks", ("Id", $"bare-{Fresh()}"), ("InstanceId", instanceId));
        for (var entry = 0; entry < logEntries; entry++)
        {
            Insert(batch, "ActivityLog", ("Id", Guid.CreateVersion7()), ("InstanceId", instanceId), ("Sequence", 100_000L + entry));
        }

        Insert(batch, "Outbox", ("Id", Guid.CreateVersion7()), ("Key", Fresh()), ("MessageId", $"<{Fresh()}@prisma.example>"));
        Insert(batch, "Audit", ("Id", Guid.CreateVersion7()), ("Story", $"bare:{instanceId}"));
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    void Insert(NpgsqlBatch batch, string table, params (string Column, object Value)[] changes)
    {
        var row = new Dictionary<string, object>(_rows[table]);
        foreach (var (column, value) in changes)
        {
            row[column] = value;
        }

        var places = Enumerable.Range(1, row.Count).Select(place => string.Create(CultureInfo.InvariantCulture, $"${place}"));
        Add(batch, $"INSERT INTO \"{table}\" (\"{string.Join("\", \"", row.Keys)}\") VALUES ({string.Join(", ", places)})", [.. row.Values]);
    }

    static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        batch.BatchCommands.Add(command);
    }

    /// <summary>A row as the product wrote it, without what it left empty.</summary>
    async Task<Dictionary<string, object>> RowAsync(string table)
    {
        await using var select = new NpgsqlCommand($"SELECT * FROM \"{table}\" LIMIT 1", _connection);
        await using var reader = await select.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            throw new InvalidOperationException($"The product wrote no row into {table}.");
        }

        return Enumerable.Range(0, reader.FieldCount).Where(place => !reader.IsDBNull(place)).ToDictionary(reader.GetName, reader.GetValue);
    }

    static string Fresh() => Guid.CreateVersion7().ToString("N");
}
