using BenchmarkDotNet.Running;
using Prisma.Workflows.Benchmarks;
using Prisma.Workflows.Benchmarks.Crowds;

// Without a word: every load run and its table; with words: those runs only. "engine …": BenchmarkDotNet on the engine alone, the rest of the line is its own.
if (args is ["engine", .. var rest])
{
    BenchmarkSwitcher.FromTypes([typeof(EngineBenchmarks)]).Run(rest is [] ? ["--filter", "*"] : rest);
    return 0;
}

var runs = new Dictionary<string, Func<Task<IEnumerable<Figure>>>>(StringComparer.Ordinal)
{
    ["start"] = StartRun.MeasureAsync,
    ["rehearsal"] = RehearsalRun.MeasureAsync,
    ["literals"] = () => Task.FromResult(Interpreter.Measure()),
    ["definition"] = LongDefinitionRun.MeasureAsync,
    ["burst"] = BurstRun.MeasureAsync,
    ["cycle"] = () => CycleRun.MeasureAsync(callers: 1, cycles: 2000),
    ["cycles"] = () => CycleRun.MeasureAsync(callers: 16, cycles: 8000),
    ["postgresql"] = PostgreSqlRun.MeasureAsync,
    ["house"] = FullHouseRun.MeasureAsync,
    ["crowd"] = CrowdRun.MeasureAsync,
};
if (args.Except(runs.Keys, StringComparer.Ordinal).ToList() is [_, ..] unknown)
{
    Console.Error.WriteLine($"There is no run called {string.Join(" or ", unknown)}. There are: {string.Join(", ", runs.Keys)}, and engine.");
    return 1;
}

var table = new FigureTable();
foreach (var (_, run) in runs.Where(run => args is [] || args.Contains(run.Key, StringComparer.Ordinal)))
{
    table.Add(await run());
}

Console.WriteLine(table);
return 0;
