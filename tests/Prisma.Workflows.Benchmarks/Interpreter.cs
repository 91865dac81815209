using System.Diagnostics;
using System.Globalization;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Benchmarks;

/// <summary>Ten activities in memory, over and over.</summary>
static class Interpreter
{
    const int Runs = 100_000;
    const int Rounds = 5;
    const int Activities = 10;

    public static IEnumerable<Figure> Measure()
    {
        var engine = new EngineBenchmarks();
        if (engine.TenLiterals().Instance.SubStatus != InstanceSubStatus.Finished)
        {
            throw new InvalidOperationException("The ten activities did not run to their end.");
        }

        Once(engine.TenLiterals);
        Once(engine.StateThereAndBack);
        List<(double Seconds, long Bytes)> runs = [], states = [];
        for (var round = 0; round < Rounds; round++)
        {
            runs.Add(Once(engine.TenLiterals));
            states.Add(Once(engine.StateThereAndBack));
        }

        var (run, state) = (Median(runs), Median(states));
        yield return new Figure(
            "ten literal activities in memory; baseline: their state read and written as JSON",
            string.Create(CultureInfo.InvariantCulture, $"{Runs * Activities / run.Seconds:#,0} activities/s, {run.Bytes / Runs / Activities:#,0} B each"),
            string.Create(CultureInfo.InvariantCulture, $"{Runs / state.Seconds:#,0} states/s, {state.Bytes / Runs:#,0} B each"),
            string.Create(CultureInfo.InvariantCulture, $"{run.Seconds / state.Seconds:0.00} × the time"),
            "≥ 1,000,000 activities/s");
    }

    static (double Seconds, long Bytes) Once<T>(Func<T> work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var run = 0; run < Runs; run++)
        {
            GC.KeepAlive(work());
        }

        return (Stopwatch.GetElapsedTime(start).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static (double Seconds, long Bytes) Median(List<(double Seconds, long Bytes)> rounds) => rounds.OrderBy(round => round.Seconds).ElementAt(rounds.Count / 2);
}
