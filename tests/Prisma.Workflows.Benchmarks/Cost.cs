using System.Globalization;

namespace Prisma.Workflows.Benchmarks;

/// <summary>What pieces of work take of the processor and of memory; the median of what was measured.</summary>
sealed class Cost
{
    readonly List<(double Milliseconds, double Kilobytes)> _pieces = [];
    (TimeSpan Processor, long Bytes) _start;

    public void Start() => _start = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());

    public void Stop(int pieces) => _pieces.Add((
        (Environment.CpuUsage.TotalTime - _start.Processor).TotalMilliseconds / pieces,
        (GC.GetTotalAllocatedBytes() - _start.Bytes) / 1024d / pieces));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_pieces.Select(one => one.Milliseconds).Order().ElementAt(_pieces.Count / 2):0.00} ms of processor, {_pieces.Select(one => one.Kilobytes).Order().ElementAt(_pieces.Count / 2):0} KB each");
}
