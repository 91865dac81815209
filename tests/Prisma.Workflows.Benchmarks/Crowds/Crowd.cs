using Microsoft.Data.Sqlite;

namespace Prisma.Workflows.Benchmarks.Crowds;

/// <summary>Makes many rows of few, within the database.</summary>
static class Crowd
{
    const string Numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $count)";

    /// <summary>Ids scattered over the whole index, as those of years are, and not beside the rows that are measured.</summary>
    const string Renamed = "replace(\"{0}\", $id, printf('%08x', (n * 2654435761) % 4294967296) || substr($id, 9))";

    static readonly (string Table, string Owner)[] _tables = [("Instances", "Id"), ("Bookmarks", "InstanceId"), ("ActivityLog", "InstanceId")];

    /// <summary>Copies one instance that often, with its bookmarks and its log; the copies can wake.</summary>
    public static async Task CopyAsync(Installation installation, string instanceId, int copies)
    {
        await using var connection = await OpenAsync(installation);
        foreach (var (table, owner) in _tables)
        {
            var columns = await ColumnsAsync(connection, table);
            var values = columns.Select(column => (table, column) switch
            {
                ("ActivityLog", "Id") => "upper(hex(randomblob(16)))",
                (_, "Id" or "InstanceId" or "State") => Renamed.Replace("{0}", column, StringComparison.Ordinal),
                _ => $"\"{column}\"",
            });
            await ExecuteAsync(
                connection,
                $"{Numbers} INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {string.Join(", ", values)} FROM numbers, \"{table}\" WHERE \"{owner}\" = $id",
                ("$id", instanceId),
                ("$count", copies));
        }
    }

    /// <summary>Stories of twenty sentences each.</summary>
    public static async Task TellAsync(Installation installation, int sentences)
    {
        await using var connection = await OpenAsync(installation);
        await ExecuteAsync(
            connection,
            $"{Numbers} INSERT INTO Audit (Id, Story, Number, At, Actor, Sentence, PreviousHash, Hash) SELECT upper(hex(randomblob(16))), printf('enrolment:%032x', n / 20), n % 20, "
                + "639000000000000000 + n * 10000000, 'Amina Reed', 'Amina Reed handed in “Your application”.', hex(randomblob(32)), hex(randomblob(32)) FROM numbers",
            ("$count", sentences));
    }

    public static async Task<SqliteConnection> OpenAsync(Installation installation)
    {
        var connection = new SqliteConnection($"Data Source={installation.DatabaseFile};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public static async Task ExecuteAsync(SqliteConnection connection, string statement, params (string Name, object Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 600;
        command.CommandText = statement;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }

    static async Task<List<string>> ColumnsAsync(SqliteConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info($table)";
        command.Parameters.AddWithValue("$table", table);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> columns = [];
        while (await reader.ReadAsync())
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }
}
