using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Prisma.Workflows.Benchmarks.Baselines;

/// <summary>The rows of a burst written by hand: one open connection, prepared statements, write-ahead log, a full sync per commit.</summary>
sealed class BareSqlite : IDisposable
{
    readonly SqliteConnection _connection;
    readonly List<BareRow> _rows = [];
    readonly SqliteCommand _update, _delete;
    readonly BareRow _instance, _bookmark, _log;
    readonly BareRow? _mail, _audit;
    readonly string _state;
    readonly int _logEntries;
    int _number;

    /// <param name="file">A copy of the product's database.</param>
    /// <param name="source">The product's database, from which the last rows are taken.</param>
    /// <param name="instanceId">The instance whose state is written again.</param>
    /// <param name="logEntries">How many lines of activity log go with it.</param>
    /// <param name="withMail">Whether a mail and an audit row go with it.</param>
    public BareSqlite(string file, string source, string instanceId, int logEntries, bool withMail)
    {
        _logEntries = logEntries;
        _connection = Open(file);
        using var origin = Open(source);
        using (var read = origin.CreateCommand())
        {
            read.CommandText = "SELECT State FROM Instances WHERE Id = $id";
            read.Parameters.AddWithValue("$id", instanceId);
            _state = (string)read.ExecuteScalar()!;
        }

        _instance = Row(origin, "Instances");
        _bookmark = Row(origin, "Bookmarks");
        _log = Row(origin, "ActivityLog");
        _mail = withMail ? Row(origin, "Outbox") : null;
        _audit = withMail ? Row(origin, "Audit") : null;
        _update = Command("UPDATE Instances SET State = $state, UpdatedAt = $at, Revision = $revision + 1 WHERE Id = $id AND Revision = $revision", "$state", "$at", "$revision", "$id");
        _delete = Command("DELETE FROM Bookmarks WHERE Id = $id", "$id");
    }

    public int StateBytes => _state.Length;

    /// <summary>What resuming writes.</summary>
    public void Resume(string instanceId, string bookmarkId, int revision, bool endsWaiting)
    {
        using var transaction = _connection.BeginTransaction();
        Resume(transaction, instanceId, bookmarkId, revision, endsWaiting);
        transaction.Commit();
    }

    /// <summary>The same for many, in one transaction.</summary>
    public void ResumeTogether(IEnumerable<(string Instance, string Bookmark)> all, int revision, bool endsWaiting)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var (instance, bookmark) in all)
        {
            Resume(transaction, instance, bookmark, revision, endsWaiting);
        }

        transaction.Commit();
    }

    /// <summary>What starting writes.</summary>
    public void Start(string instanceId, string bookmarkId)
    {
        using var transaction = _connection.BeginTransaction();
        _instance.Insert(transaction, ("Id", instanceId), ("State", _state), ("Revision", 1));
        _bookmark.Insert(transaction, ("Id", bookmarkId), ("InstanceId", instanceId));
        Log(transaction, instanceId, 0);
        transaction.Commit();
    }

    public void Dispose()
    {
        _rows.ForEach(row => row.Dispose());
        _update.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    void Resume(SqliteTransaction transaction, string instanceId, string bookmarkId, int revision, bool endsWaiting)
    {
        Set(_update, transaction, _state, ++_number, revision, instanceId);
        if (_update.ExecuteNonQuery() != 1)
        {
            throw new InvalidOperationException($"Instance {instanceId} is not at revision {revision}.");
        }

        Set(_delete, transaction, bookmarkId);
        _delete.ExecuteNonQuery();
        if (endsWaiting)
        {
            _bookmark.Insert(transaction, ("Id", $"bare-{Fresh()}"), ("InstanceId", instanceId));
        }

        Log(transaction, instanceId, 100_000);
        _mail?.Insert(transaction, ("Id", Fresh()), ("Key", Fresh()), ("MessageId", $"<{Fresh()}@prisma.example>"));
        _audit?.Insert(transaction, ("Id", Fresh()), ("Story", $"bare:{instanceId}"));
    }

    void Log(SqliteTransaction transaction, string instanceId, int from)
    {
        for (var entry = 0; entry < _logEntries; entry++)
        {
            _log.Insert(transaction, ("Id", Fresh()), ("InstanceId", instanceId), ("Sequence", from + entry));
        }
    }

    BareRow Row(SqliteConnection origin, string table)
    {
        var row = new BareRow(origin, _connection, table);
        _rows.Add(row);
        return row;
    }

    SqliteCommand Command(string text, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, "");
        }

        command.Prepare();
        return command;
    }

    static void Set(SqliteCommand command, SqliteTransaction transaction, params object[] values)
    {
        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }

    static string Fresh() => Guid.CreateVersion7().ToString("D").ToUpper(CultureInfo.InvariantCulture);

    static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
        pragmas.ExecuteNonQuery();
        return connection;
    }
}
