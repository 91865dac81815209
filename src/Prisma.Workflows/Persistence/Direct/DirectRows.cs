using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Persistence.Direct;

/// <summary>
/// Reads and writes rows over the operation's own connection and transaction, with statements made once from the model: for the rows that every burst touches, which
/// nobody tracks, and for those around a passage, which the context follows. What is kept here is seen by every later query; a row is written here or by the context in
/// one operation, not by both.
/// </summary>
public sealed class DirectRows(PrismaDbContext db, OpenLines lines)
{
    readonly List<Statement> _queue = [];
    readonly Dictionary<object, object[]> _found = new(ReferenceEqualityComparer.Instance);
    readonly LookedAt _lookedAt = new();

    /// <summary>The context of the same operation, for all that is tracked.</summary>
    internal PrismaDbContext Context => db;

    /// <summary>Writes a new row with the next <see cref="WriteAsync"/>.</summary>
    public void Add(object row)
    {
        var table = DirectTable.Of(row.GetType(), db);
        _queue.Add(new Statement(table.Insert, table.ValuesOf(row)));
    }

    /// <summary>As <see cref="Add"/>, and leaves the row out if its key or another unique value is there already.</summary>
    public void AddUnlessThere(object row)
    {
        var table = DirectTable.Of(row.GetType(), db);
        _queue.Add(new Statement(table.InsertUnlessThere, table.ValuesOf(row)));
    }

    /// <summary>Writes what has changed of a row whose revision the caller has raised by one; whoever was there first makes it a lost race.</summary>
    public void Change(object row)
    {
        var table = DirectTable.Of(row.GetType(), db);
        var values = table.ValuesOf(row);
        var (text, given) = table.Update(values, _found.GetValueOrDefault(row));
        _found[row] = values;
        _queue.Add(new Statement(text, given, row.GetType()));
    }

    /// <summary>Takes away the row with that key, if it is there.</summary>
    public void Remove<TRow>(object key) => _queue.Add(new Statement(DirectTable.Of(typeof(TRow), db).Delete, [key]));

    public async Task<TRow?> FindAsync<TRow>(object key, CancellationToken cancellation)
        where TRow : class
    {
        var table = DirectTable.Of(typeof(TRow), db);
        var row = (await ReadAsync<TRow>(table, table.Select, key, cancellation)).SingleOrDefault();
        if (row is not null)
            _found[row] = table.ValuesOf(row);
        return row;
    }

    /// <summary>Reads rows that the context follows from then on, as by a query of its own; those that it follows already are answered as this operation has left them.</summary>
    /// <param name="which">What follows the table's name, in words that both databases understand, with one parameter, @value.</param>
    public async Task<List<TRow>> FollowAsync<TRow>(string which, object value, CancellationToken cancellation)
        where TRow : class
    {
        var read = await LookAtAsync<TRow>(which, value, cancellation);
        Follow(read);
        return read;
    }

    /// <summary>Has the context follow, from how they are now on, rows that were looked at; those that it follows already stay as they were left.</summary>
    public void Follow(IEnumerable<object> looked) => db.WithoutComparing(() =>
    {
        foreach (var row in looked)
        {
            var entry = db.Entry(row);
            entry.State = entry.State == EntityState.Detached ? EntityState.Unchanged : entry.State;
        }

        return true;
    });

    /// <summary>The same rows for whoever changes none of them: the context does not follow them, and need not compare them when it saves.</summary>
    public async Task<List<TRow>> LookAtAsync<TRow>(string which, object value, CancellationToken cancellation)
        where TRow : class
    {
        var table = DirectTable.Of(typeof(TRow), db);
        var read = await ReadAsync<TRow>(table, table.SelectWhere(which), value, cancellation);
        if (read.Count == 0)
            return read;
        var followed = db.Followed<TRow>().ToDictionary(entry => table.KeyOf(entry.Entity), entry => entry.Entity);
        return read.ConvertAll(row => followed.GetValueOrDefault(table.KeyOf(row)) ?? _lookedAt.One(table, row));
    }

    /// <summary>Fails, in a build for developing, where something of the rows that were only looked at would be lost.</summary>
    internal void CheckLookedAt() => _lookedAt.Check(db);

    /// <summary>Whether the query finds anything: what asks for rows that mostly are not there costs next to nothing so.</summary>
    public async Task<bool> AnyAsync(string query, object value, CancellationToken cancellation) =>
        await ReadAsync(query, value, _ => true, cancellation) is not [];

    /// <summary>Runs a query with one parameter, @value, that both databases understand and that answers texts, numbers and instants only.</summary>
    public Task<List<TResult>> ReadAsync<TResult>(string query, object value, Func<DbDataReader, TResult> read, CancellationToken cancellation) =>
        ReadAsync(query, [value], read, cancellation);

    /// <summary>The same with more of them: @value, @value2 and so on.</summary>
    public async Task<List<TResult>> ReadAsync<TResult>(string query, object[] values, Func<DbDataReader, TResult> read, CancellationToken cancellation)
    {
        await WriteAsync(cancellation);
        if (db is SqlitePrismaDbContext && db.Database.CurrentTransaction is null)
        {
            var line = await lines.BorrowAsync(db, cancellation);
            try
            {
                return await ReadAsync(line, query, values, read, cancellation);
            }
            finally
            {
                await lines.GiveBackAsync(line);
            }
        }

        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            return await ReadAsync(db.Database.GetDbConnection(), query, values, read, cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    async Task<List<TResult>> ReadAsync<TResult>(DbConnection line, string query, object[] values, Func<DbDataReader, TResult> read, CancellationToken cancellation)
    {
        var command = PreparedCommands.Of(line).Get(query, values.Length);
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = Kept(values[index]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<TResult> rows = [];
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Whole rows: by SQLite's own statements where nobody else can be in the way.</summary>
    async Task<List<TRow>> ReadAsync<TRow>(DirectTable table, StatementText query, object value, CancellationToken cancellation)
    {
        if (!table.IsPlain || db.Database.CurrentTransaction is null || db.Database.GetDbConnection() is not SqliteConnection sqlite)
            return await ReadAsync(query.Sql, value, reader => (TRow)table.RowOf(reader), cancellation);
        await WriteAsync(cancellation);
        return SqliteStatements.Of(sqlite).Read(query, [Kept(value)], statement => (TRow)table.RowOf(statement));
    }

    object Kept(object value) => value is DateTimeOffset instant ? db.Kept(instant) : value;

    /// <summary>An instant that such a query answers; null where there is none.</summary>
    internal DateTimeOffset? InstantOf(DbDataReader reader, int place) => reader.IsDBNull(place) ? null : db.InstantOf(reader, place);

    /// <summary>Sends what was added, changed and removed to the database: in one message where the database takes several statements at once.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A changed row was not as it had been read.</exception>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        if (_queue.Count == 0)
            return;
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Rows are written in an operation; this code runs outside of one.");
        if (connection is SqliteConnection sqlite)
            WriteOneByOne(SqliteStatements.Of(sqlite));
        else
            await WriteTogetherAsync(connection, transaction, cancellation);
        _queue.Clear();
    }

    void WriteOneByOne(SqliteStatements statements)
    {
        foreach (var statement in _queue)
            statement.Check(statements.Execute(statement.Text, statement.Values));
    }

    async Task WriteTogetherAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in _queue)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Text.Sql;
            foreach (var (name, value) in statement.Text.Parameters.Zip(statement.Values))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
        for (var index = 0; index < _queue.Count; index++)
            _queue[index].Check(batch.BatchCommands[index].RecordsAffected);
    }

    /// <param name="Values">One for each parameter, as the database takes them.</param>
    /// <param name="Changed">The kind of row that has to be there as it was read; null where nothing has to be.</param>
    readonly record struct Statement(StatementText Text, object[] Values, Type? Changed = null)
    {
        public void Check(int rows)
        {
            if (Changed is not null && rows != 1)
                throw new DbUpdateConcurrencyException($"A {Changed.Name} was changed by somebody else since it was read.");
        }
    }
}
