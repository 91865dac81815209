using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Prisma.Workflows.Persistence.Direct;

/// <summary>
/// Statements that write, kept with their connection and given to SQLite itself: its commands look for every parameter by name each time, which costs more than the
/// writing. Only for a connection that is in a transaction, where no other program can be in the way.
/// </summary>
sealed class SqliteStatements
{
    static readonly ConditionalWeakTable<SqliteConnection, SqliteStatements> ByConnection = [];

    readonly Dictionary<StatementText, Prepared> _statements = new(ReferenceEqualityComparer.Instance);
    readonly SqliteConnection _connection;

    SqliteStatements(SqliteConnection connection)
    {
        _connection = connection;
        connection.StateChange += (_, change) => Forget(change.CurrentState);
    }

    public static SqliteStatements Of(SqliteConnection connection) => ByConnection.GetValue(connection, static one => new SqliteStatements(one));

    /// <summary>Answers how many rows it changed.</summary>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public int Execute(StatementText text, object[] values)
    {
        var (statement, places) = Get(text);
        try
        {
            for (var index = 0; index < values.Length; index++)
            {
                Check(Bind(statement, places[index], values[index]));
            }

            Check(raw.sqlite3_step(statement));
            return raw.sqlite3_changes(_connection.Handle);
        }
        finally
        {
            // What went wrong was said by the step; the reset only says it again.
            _ = raw.sqlite3_reset(statement);
        }
    }

    Prepared Get(StatementText text)
    {
        if (!_statements.TryGetValue(text, out var known))
        {
            Check(raw.sqlite3_prepare_v2(_connection.Handle, text.Sql, out var statement));
            known = new Prepared(statement, Array.ConvertAll(text.Parameters, name => raw.sqlite3_bind_parameter_index(statement, "@" + name)));
            _statements.Add(text, known);
        }

        return known;
    }

    /// <summary>As the provider's commands bind; the model has turned everything else into one of these.</summary>
    static int Bind(sqlite3_stmt statement, int place, object value) => value switch
    {
        string text => raw.sqlite3_bind_text(statement, place, text),
        DBNull => raw.sqlite3_bind_null(statement, place),
        bool flag => raw.sqlite3_bind_int(statement, place, flag ? 1 : 0),
        int number => raw.sqlite3_bind_int(statement, place, number),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        Guid id => raw.sqlite3_bind_text(statement, place, id.ToString().ToUpperInvariant()),
        _ => throw new NotSupportedException($"A {value.GetType().Name} is not written directly."),
    };

    /// <summary>Whether <see cref="Read"/> knows that kind of value.</summary>
    public static bool CanRead(Type kind) => kind == typeof(string) || kind == typeof(long) || kind == typeof(int) || kind == typeof(bool) || kind == typeof(Guid);

    /// <summary>As the provider's reader reads, which asks four times about every value.</summary>
    public static object? Read(sqlite3_stmt statement, int place, Type kind, bool mayBeNull) =>
        mayBeNull && raw.sqlite3_column_type(statement, place) == raw.SQLITE_NULL ? null
        : kind == typeof(string) ? raw.sqlite3_column_text(statement, place).utf8_to_string()
        : kind == typeof(long) ? raw.sqlite3_column_int64(statement, place)
        : kind == typeof(int) ? raw.sqlite3_column_int(statement, place)
        : kind == typeof(bool) ? raw.sqlite3_column_int(statement, place) != 0
        : Guid.Parse(raw.sqlite3_column_text(statement, place).utf8_to_string());

    void Check(int code)
    {
        if (code is not raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(code, _connection.Handle);
        }
    }

    /// <summary>A connection that was opened again is another to SQLite; and one that was closed must not hold the file any longer.</summary>
    void Forget(ConnectionState state)
    {
        if (state == ConnectionState.Closed)
        {
            foreach (var (statement, _) in _statements.Values)
            {
                statement.Dispose();
            }

            _statements.Clear();
        }
    }

    readonly record struct Prepared(sqlite3_stmt Statement, int[] Places);
}
