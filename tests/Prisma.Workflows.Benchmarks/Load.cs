using System.Diagnostics;

namespace Prisma.Workflows.Benchmarks;

/// <summary>Several callers who each take the next piece of work as soon as they are done with the last.</summary>
static class Load
{
    /// <summary>How many pieces were done in a second.</summary>
    public static async Task<double> RunAsync(int callers, int pieces, Func<int, Task> work)
    {
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var piece = Interlocked.Increment(ref next); piece < pieces; piece = Interlocked.Increment(ref next))
            {
                await work(piece);
            }
        })));
        return pieces / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
