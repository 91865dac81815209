using Microsoft.Data.Sqlite;

namespace Prisma.Workflows.Benchmarks.Baselines;

/// <summary>A row as the product wrote it, to be written again without the product: one prepared statement, some columns changed each time.</summary>
sealed class BareRow : IDisposable
{
    readonly SqliteCommand _insert;

    public BareRow(SqliteConnection source, SqliteConnection target, string table)
    {
        using var select = source.CreateCommand();
        select.CommandText = $"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1";
        using var reader = select.ExecuteReader();
        if (!reader.Read())
        {
            throw new InvalidOperationException($"The product wrote no row into {table}.");
        }

        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        _insert = target.CreateCommand();
        _insert.CommandText = $"INSERT INTO {table} (\"{string.Join("\", \"", columns)}\") VALUES (${string.Join(", $", columns)})";
        foreach (var column in columns)
        {
            _insert.Parameters.AddWithValue("$" + column, reader[column]);
        }

        _insert.Prepare();
    }

    public void Insert(SqliteTransaction transaction, params (string Column, object Value)[] changes)
    {
        foreach (var (column, value) in changes)
        {
            _insert.Parameters["$" + column].Value = value;
        }

        _insert.Transaction = transaction;
        _insert.ExecuteNonQuery();
    }

    public void Dispose() => _insert.Dispose();
}
