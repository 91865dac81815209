using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>Honours a definition's activation strategy. The key it gives is unique among what runs, so that two nodes cannot both be first.</summary>
static class Activation
{
    /// <summary>The key under which the instance runs; null where any number may.</summary>
    /// <exception cref="StartRefusedException">One that runs stands in the way.</exception>
    public static async Task<string?> TakeAsync(PrismaDbContext db, WorkflowDefinition definition, StartRequest request, CancellationToken cancellation)
    {
        var (byDefinition, byCorrelation) = Strategy(definition.Options.ActivationStrategyType, request.CorrelationId);
        if (!byDefinition && !byCorrelation)
            return null;
        if (await RunningAsync(db, byDefinition ? definition.DefinitionId : null, byCorrelation ? request.CorrelationId : null, cancellation) is { } running)
            throw new StartRefusedException(definition.DefinitionId, running);
        return $"{(byDefinition ? definition.DefinitionId : "")}|{(byCorrelation ? request.CorrelationId : "")}";
    }

    /// <summary>Whether one instance at a time is all that a definition allows, whatever it correlates with.</summary>
    public static bool IsSingleton(WorkflowDefinition definition) => Strategy(definition.Options.ActivationStrategyType, "any") == (true, false);

    static (bool ByDefinition, bool ByCorrelation) Strategy(string? type, string? correlationId)
    {
        var name = type?.Split(',')[0].Split('.')[^1];
        return name switch
        {
            "SingletonStrategy" => (true, false),
            "CorrelationStrategy" => (false, correlationId is { Length: > 0 }),
            "CorrelatedSingletonStrategy" => (true, correlationId is { Length: > 0 }),
            _ => (false, false),
        };
    }

    static async Task<string?> RunningAsync(PrismaDbContext db, string? definitionId, string? correlationId, CancellationToken cancellation)
    {
        return await db.Instances
            .Where(one => one.Status == nameof(InstanceStatus.Running))
            .Where(one => (definitionId == null || one.DefinitionId == definitionId) && (correlationId == null || one.CorrelationId == correlationId))
            .Select(one => one.Id).FirstOrDefaultAsync(cancellation);
    }
}
