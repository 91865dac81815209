using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Diagnosers;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Benchmarks;

/// <summary>The interpreter alone: nothing is read, stored or sent.</summary>
[InProcess]
[MemoryDiagnoser]
public class EngineBenchmarks
{
    readonly WorkflowRunner _runner = new(ActivityCatalogue.WithBuiltIns(), new ExpressionEvaluator());
    readonly WorkflowDefinition _definition = DefinitionJson.Read(Definitions.TenLiterals());
    readonly string _stored;

    public EngineBenchmarks() => _stored = InstanceJson.WriteText(TenLiterals().Instance);

    [Benchmark]
    public Burst TenLiterals() =>
        _runner.Start(_definition, new StartRequest { InstanceId = "run" }, new BurstContext(TimeProvider.System.GetUtcNow()));

    /// <summary>What a durable burst does to its state besides running: read it and write it.</summary>
    [Benchmark(Baseline = true)]
    public string StateThereAndBack() => InstanceJson.WriteText(InstanceJson.Read(_stored));
}
