using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Benchmarks.Baselines;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Benchmarks;

/// <summary>Instances from start to end, with one wait between: two commits each.</summary>
static class CycleRun
{
    const int WarmUp = 500;

    public static async Task<IEnumerable<Figure>> MeasureAsync(int callers, int cycles)
    {
        await using var installation = await Installation.CreateAsync(Definitions.WaitingOnce());
        for (var count = 0; count < WarmUp; count++)
        {
            await CycleAsync(installation);
        }

        var before = await LogEntriesAsync(installation);
        var bookmark = await CycleAsync(installation, end: false);
        var perCommit = await LogEntriesAsync(installation) - before;
        var copy = installation.Copy();
        using var bare = new BareSqlite(copy, installation.DatabaseFile, bookmark.Instance, perCommit, withMail: false);
        List<double> product = [], baseline = [];
        var cost = new Cost();
        for (var round = 0; round < 4; round++)
        {
            cost.Start();
            product.Add(await Load.RunAsync(callers, cycles / 4, _ => CycleAsync(installation)));
            cost.Stop(cycles / 4 * 2);
            var start = Stopwatch.GetTimestamp();
            for (var count = 0; count < cycles / 4; count++)
            {
                var id = Guid.CreateVersion7().ToString("N");
                bare.Start(id, id + ":1");
                bare.Resume(id, id + ":1", revision: 1, endsWaiting: false);
            }

            baseline.Add(cycles / 4 / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var (measured, alone) = (Median(product), Median(baseline));
        return
        [
            new Figure(
                $"start, suspend, resume, end of one instance, {(callers == 1 ? "one caller" : $"{callers} callers")}; baseline: two bare transactions",
                string.Create(CultureInfo.InvariantCulture, $"{measured:0} cycles/s; a burst: {cost}"),
                string.Create(CultureInfo.InvariantCulture, $"{alone:0} cycles/s"),
                string.Create(CultureInfo.InvariantCulture, $"{alone / measured:0.00} × the time"),
                callers == 1 ? "250 cycles/s" : "1,400 cycles/s"),
        ];
    }

    static async Task<(string Instance, string Bookmark)> CycleAsync(Installation installation, bool end = true)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var burst = await installation.Operations.RunAsync<WorkflowRuntime, Burst>(
            runtime => runtime.StartAsync(Definitions.OneWait, id, null, null, CancellationToken.None));
        var bookmark = burst.BookmarksAdded[0].Id;
        if (end && !await installation.Operations.RunAsync<WorkflowRuntime, bool>(runtime => runtime.ResumeAsync(id, bookmark, null, CancellationToken.None)))
        {
            throw new InvalidOperationException($"Instance {id} did not wake.");
        }

        return (id, bookmark);
    }

    static Task<int> LogEntriesAsync(Installation installation) =>
        installation.Operations.ReadAsync<PrismaDbContext, int>(db => db.ActivityLog.CountAsync());

    static double Median(List<double> values) => values.Order().Skip((values.Count - 1) / 2).Take(2 - (values.Count % 2)).Average();
}
