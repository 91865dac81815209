using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Benchmarks;

/// <summary>One burst as the product does it, resume to commit, against a bare transaction that writes the same rows; in turns, so that a slow disk is slow for both.</summary>
static class BurstRun
{
    const int WarmUp = 100;
    const int Rounds = 10;
    const int PerRound = 50;
    const int Callers = 16;
    const int AtOnce = 800;

    static readonly string FourKilobytes = new('n', 3150);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var installation = await Installation.CreateAsync(Definitions.WaitingTwice());
        List<(string Instance, string Bookmark)> waiting = [];
        for (var count = 0; count < WarmUp + (Rounds * PerRound) + AtOnce; count++)
        {
            waiting.Add(await StartAsync(installation));
        }

        var copy = installation.Copy();
        var next = 0;
        var before = await LogEntriesAsync(installation);
        await ResumeAsync(installation, waiting[next++]);
        var entries = await LogEntriesAsync(installation) - before;
        using var bare = new BareSqlite(copy, installation.DatabaseFile, waiting[0].Instance, entries, withMail: true);
        for (; next < WarmUp; next++)
        {
            await ResumeAsync(installation, waiting[next]);
            bare.Resume(waiting[next].Instance, waiting[next].Bookmark, revision: 1, endsWaiting: true);
        }

        Samples bursts = new(), transactions = new();
        for (var round = 0; round < Rounds; round++)
        {
            var those = waiting.GetRange(next, PerRound);
            next += PerRound;
            foreach (var one in those)
            {
                await bursts.TimeAsync(() => ResumeAsync(installation, one));
            }

            foreach (var one in those)
            {
                await transactions.TimeAsync(() =>
                {
                    bare.Resume(one.Instance, one.Bookmark, revision: 1, endsWaiting: true);
                    return Task.CompletedTask;
                });
            }
        }

        var all = waiting.GetRange(next, AtOnce);
        var together = await Load.RunAsync(Callers, all.Count, index => ResumeAsync(installation, all[index]));
        var start = Stopwatch.GetTimestamp();
        all.ForEach(one => bare.Resume(one.Instance, one.Bookmark, revision: 1, endsWaiting: true));
        var alone = all.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return
        [
            new Figure(
                $"one burst, resume → commit ({bare.StateBytes:0} B state, {entries} log rows, one mail, one audit row); baseline: a bare SQLite transaction",
                $"{bursts}",
                $"{transactions}",
                string.Create(CultureInfo.InvariantCulture, $"{bursts.Median / transactions.Median:0.00} ×"),
                "≤ 1.5 ×"),
            new Figure(
                "the same, 16 callers at once; baseline: bare transactions one after another",
                string.Create(CultureInfo.InvariantCulture, $"{together:0} bursts/s"),
                string.Create(CultureInfo.InvariantCulture, $"{alone:0} transactions/s"),
                string.Create(CultureInfo.InvariantCulture, $"{alone / together:0.00} × the time"),
                "bursts share commits"),
        ];
    }

    static async Task<(string Instance, string Bookmark)> StartAsync(Installation installation)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var burst = await installation.Operations.RunAsync<WorkflowRuntime, Engine.Instances.Burst>(
            runtime => runtime.StartAsync(Definitions.TwoWaits, id, new JsonObject { ["notes"] = FourKilobytes }, null, CancellationToken.None));
        return (id, burst.BookmarksAdded[0].Id);
    }

    static Task ResumeAsync(Installation installation, (string Instance, string Bookmark) one) =>
        installation.Operations.RunAsync<Resume>(resume => resume.ExecuteAsync(one.Instance, one.Bookmark, installation.PersonId));

    static Task<int> LogEntriesAsync(Installation installation) =>
        installation.Operations.ReadAsync<PrismaDbContext, int>(db => db.ActivityLog.CountAsync());
}
