using System.Diagnostics;
using System.Globalization;

namespace Prisma.Workflows.Benchmarks;

/// <summary>How long the same thing took, many times over.</summary>
sealed class Samples
{
    readonly List<double> _milliseconds = [];

    public double Median => At(0.5);

    public void Add(TimeSpan took) => _milliseconds.Add(took.TotalMilliseconds);

    public void Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    public async Task TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        var took = Stopwatch.GetElapsedTime(start);
        lock (_milliseconds)
        {
            Add(took);
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} ms (p95 {At(0.95):0.00}, n={_milliseconds.Count})");

    public double At(double share) => _milliseconds.Order().ElementAt((int)(share * (_milliseconds.Count - 1)));
}
