using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>What the host gives to one burst: the time, other definitions, and features its activities ask for.</summary>
public sealed class BurstContext(DateTimeOffset now)
{
    readonly Dictionary<Type, object> _features = [];

    public DateTimeOffset Now { get; } = now;

    /// <summary>Finds the definitions used in place; answers null when there is none.</summary>
    public Func<DefinitionReference, WorkflowDefinition?> FindDefinition { get; init; } = static _ => null;

    /// <summary>How many activities beside the root may run before the burst is stopped with an incident.</summary>
    public int MaxSteps { get; init; } = DefinitionJson.MaxActivities;

    /// <summary>What happens after an incident in a definition that does not say so itself.</summary>
    public bool ContinuesWithIncidents { get; init; }

    public BurstContext With<T>(T feature)
        where T : class
    {
        _features[typeof(T)] = feature;
        return this;
    }

    public T? Feature<T>()
        where T : class => _features.TryGetValue(typeof(T), out var feature) ? (T)feature : null;
}
