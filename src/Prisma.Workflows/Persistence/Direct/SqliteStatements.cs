using System.Data;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Prisma.Workflows.Persistence.Direct;

/// <summary>
/// Statements kept with their connection and given to SQLite itself: its commands look for every parameter by name each time, which costs more than the writing, and
/// its readers ask four times about every value. Only for a connection that is in a transaction, where no other program can be in the way.
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
        var statement = Bound(text, values);
        try
        {
            Check(raw.sqlite3_step(statement));
            return raw.sqlite3_changes(_connection.Handle);
        }
        finally
        {
            // What went wrong was said by the step; the reset only says it again.
            _ = raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Answers what <paramref name="read"/> makes of each row.</summary>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public List<TResult> Read<TResult>(StatementText text, object[] values, Func<sqlite3_stmt, TResult> read)
    {
        var statement = Bound(text, values);
        try
        {
            List<TResult> rows = [];
            int code;
            while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                rows.Add(read(statement));
            Check(code);
            return rows;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    sqlite3_stmt Bound(StatementText text, object[] values)
    {
        var (statement, places) = Get(text);
        for (var index = 0; index < values.Length; index++)
            Check(Bind(statement, places[index], values[index]));
        return statement;
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

    /// <summary>Whether <see cref="ValueAt"/> knows that kind of value.</summary>
    public static bool CanRead(Type kind) => kind == typeof(string) || kind == typeof(long) || kind == typeof(int) || kind == typeof(bool) || kind == typeof(Guid) || kind == typeof(double) || kind == typeof(DateOnly);

    /// <summary>As the provider's reader reads.</summary>
    public static object? ValueAt(sqlite3_stmt statement, int place, Type kind, bool mayBeNull) =>
        mayBeNull && raw.sqlite3_column_type(statement, place) == raw.SQLITE_NULL ? null
        : kind == typeof(string) ? Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, place))
        : kind == typeof(long) ? raw.sqlite3_column_int64(statement, place)
        : kind == typeof(int) ? raw.sqlite3_column_int(statement, place)
        : kind == typeof(bool) ? raw.sqlite3_column_int(statement, place) != 0
        : kind == typeof(Guid) ? Guid.Parse(raw.sqlite3_column_blob(statement, place))
        : kind == typeof(double) ? raw.sqlite3_column_double(statement, place)
        : DateOnly.Parse(Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, place)), CultureInfo.InvariantCulture);

    void Check(int code)
    {
        if (code is not raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(code, _connection.Handle);
    }

    /// <summary>A connection that was opened again is another to SQLite; and one that was closed must not hold the file any longer.</summary>
    void Forget(ConnectionState state)
    {
        if (state == ConnectionState.Closed)
        {
            foreach (var (statement, _) in _statements.Values)
                statement.Dispose();
            _statements.Clear();
        }
    }

    readonly record struct Prepared(sqlite3_stmt Statement, int[] Places);
}
