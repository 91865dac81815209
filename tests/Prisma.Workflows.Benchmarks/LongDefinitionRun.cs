using System.Diagnostics;
using System.Globalization;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Benchmarks;

/// <summary>What the length of a definition costs: once, when it is loaded, and in every burst.</summary>
static class LongDefinitionRun
{
    const int Long = 1000;
    const int Short = 10;
    const int WarmUp = 400;
    const int Rounds = 10;
    const int PerRound = 40;

    public static async Task<IEnumerable<Figure>> MeasureAsync() => [Load(), await BurstAsync()];

    static Figure Load()
    {
        var validator = new DefinitionValidator(PrismaWorkflows.Activities);
        var (json, small) = (Definitions.Waits(Long), Definitions.Waits(Short));
        var first = Once(json);
        for (var count = 0; count < 30; count++)
        {
            Once(json);
            Once(small);
        }

        var (median, baseline) = (Median(() => Once(json)), Median(() => Once(small)));
        return new Figure(
            $"a definition of {Long} activities read and validated; baseline: one of {Short}",
            string.Create(CultureInfo.InvariantCulture, $"{median:0.0} ms ({first:0} ms the first time in a process)"),
            string.Create(CultureInfo.InvariantCulture, $"{baseline:0.00} ms"),
            string.Create(CultureInfo.InvariantCulture, $"{median / baseline:0} × the time"),
            "< 50 ms");

        double Once(string text)
        {
            var start = Stopwatch.GetTimestamp();
            var problems = validator.Validate(DefinitionJson.Read(text));
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return problems.Count == 0 ? took : throw new InvalidOperationException(problems[0].Message);
        }
    }

    static async Task<Figure> BurstAsync()
    {
        await using var installation = await Installation.CreateAsync(Definitions.Waits(Short), Definitions.Waits(Long));
        for (var count = 0; count < WarmUp; count++)
        {
            await WakeAsync(installation, Short, new Samples());
            await WakeAsync(installation, Long, new Samples());
        }

        Samples few = new(), many = new();
        for (var round = 0; round < Rounds * PerRound; round++)
        {
            await WakeAsync(installation, Short, few);
            await WakeAsync(installation, Long, many);
        }

        return new Figure(
            $"one burst in a definition of {Long} activities; baseline: in one of {Short}",
            $"{many}",
            $"{few}",
            string.Create(CultureInfo.InvariantCulture, $"{many.Median / few.Median:0.00} ×"),
            "0.8 – 1.2 ×");
    }

    /// <summary>Only the waking is timed.</summary>
    static async Task WakeAsync(Installation installation, int activities, Samples samples)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var burst = await installation.Operations.RunAsync<WorkflowRuntime, Engine.Instances.Burst>(
            runtime => runtime.StartAsync(Definitions.WaitsId(activities), id, null, null, CancellationToken.None));
        var bookmark = burst.BookmarksAdded[0].Id;
        await samples.TimeAsync(() => installation.Operations.RunAsync<WorkflowRuntime, bool>(runtime => runtime.ResumeAsync(id, bookmark, null, CancellationToken.None)));
    }

    static double Median(Func<double> once) => Enumerable.Range(0, 11).Select(_ => once()).Order().ElementAt(5);
}
