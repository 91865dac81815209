using BenchmarkDotNet.Running;
using Prisma.Workflows.Benchmarks;

// Without a word: every load run and its table; "bursts": those of the durable runtime only; "rehearsal": that one alone. "engine …": BenchmarkDotNet on the engine alone, the rest of the line is its own.
if (args is ["engine", .. var rest])
{
    BenchmarkSwitcher.FromTypes([typeof(EngineBenchmarks)]).Run(rest is [] ? ["--filter", "*"] : rest);
    return;
}

var table = new FigureTable();
if (args is ["rehearsal"])
{
    table.Add(await RehearsalRun.MeasureAsync());
    Console.WriteLine(table);
    return;
}

if (args is not ["bursts"])
{
    table.Add(await RehearsalRun.MeasureAsync());
    table.Add(Interpreter.Measure());
}

table.Add(await BurstRun.MeasureAsync());
table.Add(await CycleRun.MeasureAsync(callers: 1, cycles: 400));
table.Add(await CycleRun.MeasureAsync(callers: 16, cycles: 1600));
Console.WriteLine(table);
