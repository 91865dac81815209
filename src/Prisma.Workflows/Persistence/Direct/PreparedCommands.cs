using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Prisma.Workflows.Persistence.Direct;

/// <summary>Commands that stay with their connection as long as it is open, so that a statement is understood by the database once and not each time.</summary>
sealed class PreparedCommands
{
    static readonly ConditionalWeakTable<DbConnection, PreparedCommands> ByConnection = [];

    readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);
    readonly DbConnection _connection;

    PreparedCommands(DbConnection connection)
    {
        _connection = connection;
        connection.StateChange += (_, change) => Forget(change.CurrentState);
    }

    public static PreparedCommands Of(DbConnection connection) => ByConnection.GetValue(connection, static one => new PreparedCommands(one));

    /// <summary>The query with its parameters: @value, and @value2 and so on where there are more.</summary>
    public DbCommand Get(string sql, int parameters = 1)
    {
        if (_commands.TryGetValue(sql, out var known))
            return known;
        var command = _connection.CreateCommand();
        // Queries are made from the model and from constants; the value is a parameter.
        command.CommandText = sql;
        for (var number = 1; number <= parameters; number++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = number == 1 ? "@value" : $"@value{number}";
            command.Parameters.Add(parameter);
        }

        return _commands[sql] = command;
    }

    /// <summary>SQLite's provider ends the commands of a connection that closes; one used again later would speak through the line that was given back, which is another's by then.</summary>
    void Forget(ConnectionState state)
    {
        if (state == ConnectionState.Closed)
            _commands.Clear();
    }
}
