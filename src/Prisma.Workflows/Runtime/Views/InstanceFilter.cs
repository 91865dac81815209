namespace Prisma.Workflows.Runtime.Views;

/// <summary>Which instances a list shows.</summary>
public sealed record InstanceFilter
{
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];
    public IReadOnlyList<string> Statuses { get; init; } = [];
    public IReadOnlyList<string> SubStatuses { get; init; } = [];
    public string CorrelationId { get; init; } = "";
    public string Search { get; init; } = "";
    public bool? HasIncidents { get; init; }
    public IReadOnlyList<TimeBound> Times { get; init; } = [];

    /// <summary>The name of a run's time, as <see cref="TimeBound"/> has it; when it began otherwise.</summary>
    public string OrderBy { get; init; } = "";

    public bool OldestFirst { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 25;
}
