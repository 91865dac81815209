using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Prisma.Workflows.Benchmarks.Baselines;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Benchmarks;

/// <summary>The burst of <see cref="BurstRun"/> on PostgreSQL, on a server that is named and in a database of its own there.</summary>
static class PostgreSqlRun
{
    /// <summary>Names the server: a connection string of somebody who may make databases.</summary>
    const string Variable = "PRISMA_POSTGRESQL";

    const int WarmUp = 300;
    const int Alone = 500;
    const int Callers = 32;
    const int AtOnce = 1600;

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } server)
        {
            return [new Figure($"one burst on PostgreSQL: not measured, {Variable} names no server", "–", "–", "–", "–")];
        }

        var name = $"prisma_bench_{Guid.CreateVersion7():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        try
        {
            return await MeasureAsync(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    static async Task<IEnumerable<Figure>> MeasureAsync(string database)
    {
        await using var installation = await Installation.CreateAsync(database, [Definitions.WaitingTwice()]);
        var next = new Queue<(string Instance, string Bookmark)>(await Waiting.StartAsync(installation, 1 + (2 * (WarmUp + Alone + AtOnce))));
        var before = await LogEntriesAsync(installation);
        await Waiting.ResumeAsync(installation, next.Dequeue());
        var entries = await LogEntriesAsync(installation) - before;
        await using var bare = await BarePostgreSql.OpenAsync(database);
        await InTurnsAsync(WarmUp, new Samples(), new Samples());
        Samples bursts = new(), transactions = new();
        await InTurnsAsync(Alone, bursts, transactions);

        List<(string Instance, string Bookmark)> all = [.. Enumerable.Range(0, AtOnce).Select(_ => next.Dequeue())];
        var cost = new Cost();
        cost.Start();
        var together = await Load.RunAsync(Callers, AtOnce, index => Waiting.ResumeAsync(installation, all[index]));
        cost.Stop(AtOnce);
        var start = Stopwatch.GetTimestamp();
        while (next.TryDequeue(out var one))
        {
            await bare.ResumeAsync(one.Instance, one.Bookmark, entries);
        }

        var alone = AtOnce / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return
        [
            new Figure(
                $"one burst on PostgreSQL, resume → commit ({entries} log rows, one mail, one audit row); baseline: a bare transaction there",
                $"{bursts}",
                $"{transactions}",
                string.Create(CultureInfo.InvariantCulture, $"{bursts.Median / transactions.Median:0.00} ×"),
                "–"),
            new Figure(
                $"the same, {Callers} at once; baseline: bare transactions one after another",
                string.Create(CultureInfo.InvariantCulture, $"{together:#,0} bursts/s; {cost}, the server’s not counted"),
                string.Create(CultureInfo.InvariantCulture, $"{alone:#,0} transactions/s"),
                string.Create(CultureInfo.InvariantCulture, $"{together / alone:0.00} × the rate"),
                "–"),
        ];

        async Task InTurnsAsync(int count, Samples product, Samples baseline)
        {
            for (; count > 0; count--)
            {
                var (one, other) = (next.Dequeue(), next.Dequeue());
                await product.TimeAsync(() => Waiting.ResumeAsync(installation, one));
                await baseline.TimeAsync(() => bare.ResumeAsync(other.Instance, other.Bookmark, entries));
            }
        }
    }

    static Task<int> LogEntriesAsync(Installation installation) =>
        installation.Operations.ReadAsync<PrismaDbContext, int>(db => db.ActivityLog.CountAsync());

    static async Task ExecuteAsync(string server, string statement)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
