using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Benchmarks.Baselines;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Benchmarks;

/// <summary>One burst as the product does it, resume to commit, against a bare transaction that writes the same rows; in turns, so that a slow disk is slow for both.</summary>
static class BurstRun
{
    // The runtime compiles what runs most a second time, and is done with that after some 5,000.
    const int WarmUp = 6000;
    const int Rounds = 20;
    const int PerRound = 50;
    const int Callers = 32;
    const int AtOnce = 1600;
    const int Repeats = 3;

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var installation = await Installation.CreateAsync(Definitions.WaitingTwice());
        var waiting = await Waiting.StartAsync(installation, WarmUp + (Rounds * PerRound) + (2 * Repeats * AtOnce));
        var copy = installation.Copy();
        var before = await LogEntriesAsync(installation);
        await Waiting.ResumeAsync(installation, waiting[0]);
        var entries = await LogEntriesAsync(installation) - before;
        using var bare = new BareSqlite(copy, installation.DatabaseFile, waiting[0].Instance, entries, withMail: true);
        for (var index = 1; index < WarmUp; index++)
        {
            await Waiting.ResumeAsync(installation, waiting[index]);
            bare.Resume(waiting[index].Instance, waiting[index].Bookmark, revision: 1, endsWaiting: true);
        }

        var next = new Queue<(string Instance, string Bookmark)>(waiting.Skip(WarmUp));
        return [await AloneAsync(installation, bare, entries, next), .. await TogetherAsync(installation, bare, next)];
    }

    static async Task<Figure> AloneAsync(Installation installation, BareSqlite bare, int entries, Queue<(string Instance, string Bookmark)> next)
    {
        Samples bursts = new(), transactions = new();
        var cost = new Cost();
        for (var round = 0; round < Rounds; round++)
        {
            List<(string Instance, string Bookmark)> those = [.. Enumerable.Range(0, PerRound).Select(_ => next.Dequeue())];
            cost.Start();
            foreach (var one in those)
            {
                await bursts.TimeAsync(() => Waiting.ResumeAsync(installation, one));
            }

            cost.Stop(PerRound);
            foreach (var one in those)
            {
                transactions.Time(() => bare.Resume(one.Instance, one.Bookmark, revision: 1, endsWaiting: true));
            }
        }

        return new Figure(
            $"one burst, resume → commit ({bare.StateBytes:0} B state, {entries} log rows, one mail, one audit row); baseline: a bare SQLite transaction",
            $"{bursts}; {cost}",
            $"{transactions}",
            string.Create(CultureInfo.InvariantCulture, $"{bursts.Median / transactions.Median:0.00} ×"),
            "≤ 1.5 ×");
    }

    static async Task<IEnumerable<Figure>> TogetherAsync(Installation installation, BareSqlite bare, Queue<(string Instance, string Bookmark)> next)
    {
        List<double> together = [], alone = [], shared = [];
        var cost = new Cost();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            List<(string Instance, string Bookmark)> all = [.. Enumerable.Range(0, AtOnce).Select(_ => next.Dequeue())];
            cost.Start();
            together.Add(await Load.RunAsync(Callers, all.Count, index => Waiting.ResumeAsync(installation, all[index])));
            cost.Stop(AtOnce);
            var start = Stopwatch.GetTimestamp();
            all.ForEach(one => bare.Resume(one.Instance, one.Bookmark, revision: 1, endsWaiting: true));
            alone.Add(all.Count / Stopwatch.GetElapsedTime(start).TotalSeconds);
            List<(string Instance, string Bookmark)> others = [.. Enumerable.Range(0, AtOnce).Select(_ => next.Dequeue())];
            start = Stopwatch.GetTimestamp();
            foreach (var few in others.Chunk(Callers))
            {
                bare.ResumeTogether(few, revision: 1, endsWaiting: true);
            }

            shared.Add(others.Count / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var (measured, baseline, bound) = (Median(together), Median(alone), Median(shared));
        return
        [
            new Figure(
                $"the same, {Callers} at once; baseline: bare transactions one after another",
                string.Create(CultureInfo.InvariantCulture, $"{measured:#,0} bursts/s; {cost}"),
                string.Create(CultureInfo.InvariantCulture, $"{baseline:#,0} transactions/s"),
                string.Create(CultureInfo.InvariantCulture, $"{measured / baseline:0.00} × the rate"),
                "≥ 5 × the rate"),
            new Figure(
                $"the bound of that: the bare rows of {Callers} in one transaction, without any burst; baseline: as above",
                string.Create(CultureInfo.InvariantCulture, $"{bound:#,0} times the rows/s"),
                string.Create(CultureInfo.InvariantCulture, $"{baseline:#,0} transactions/s"),
                string.Create(CultureInfo.InvariantCulture, $"{bound / baseline:0.00} × the rate"),
                "–"),
        ];
    }

    static double Median(List<double> rates) => rates.Order().ElementAt(Repeats / 2);

    static Task<int> LogEntriesAsync(Installation installation) =>
        installation.Operations.ReadAsync<PrismaDbContext, int>(db => db.ActivityLog.CountAsync());
}
