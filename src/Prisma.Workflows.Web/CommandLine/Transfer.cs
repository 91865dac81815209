using Microsoft.Extensions.Options;
using Npgsql;
using Prisma.Workflows.Persistence.PostgreSql;
using Prisma.Workflows.Persistence.Sqlite;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>Carries an installation that outgrew its folder over to PostgreSQL; nobody may serve it meanwhile.</summary>
static class Transfer
{
    internal const string Usage = "Write it like this: transfer \"Host=…;Database=…;Username=…;Password=…\", the connection string of an empty PostgreSQL database; settings such as --DataFolder may follow.";

    public static Task<int> RunAsync(string[] args) => args is [var connection, .. var settings] && !connection.StartsWith('-')
        ? Installed.WithAsync(settings, services => CarryAsync(services, connection))
        : Verb.MisusedAsync(Usage);

    static async Task<int> CarryAsync(IServiceProvider services, string connection)
    {
        await using var scope = services.CreateAsyncScope();
        if (scope.ServiceProvider.GetRequiredService<PrismaDbContext>() is not SqlitePrismaDbContext from)
            return await Verb.MisusedAsync("This installation keeps its rows in PostgreSQL already. To move it to another server, use pg_dump and pg_restore.");
        if (SettingsCheck.WrongWithDatabase(new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = connection }) is { } wrong)
            return await Verb.MisusedAsync(OfTheTarget(wrong));
        services.GetRequiredService<FolderHold>().Take();
        var folder = services.GetRequiredService<IOptions<PrismaOptions>>().Value.DataFolder;
        long carried;
        try
        {
            carried = await new TransferRows(from).ExecuteAsync(connection, new TableLine(), CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException } && StartFailure.Explain(exception) is { } why)
        {
            return await Verb.MisusedAsync(OfTheTarget(why));
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {carried} rows were carried over. From now on start Prisma with Database:Provider=PostgreSql and Database:ConnectionString, and with the same DataFolder, {folder}.
            prisma.db there is as it was. Keep it as a backup elsewhere and start nothing on it again, or people are written to twice.
            """));
        return 0;
    }

    /// <summary>Here the database that is told of is named by an argument, and no setting.</summary>
    internal static string OfTheTarget(string sentence)
    {
        var said = sentence.Replace($"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}", "the connection string behind “transfer”", StringComparison.Ordinal);
        return char.ToUpperInvariant(said[0]) + said[1..];
    }

    /// <summary>Says on the error stream what is being carried over.</summary>
    sealed class TableLine : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine($"Carrying over {value} …");
    }
}
