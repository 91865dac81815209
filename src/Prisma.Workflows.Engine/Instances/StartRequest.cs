namespace Prisma.Workflows.Engine.Instances;

/// <summary>How a new instance begins.</summary>
public sealed record StartRequest
{
    public required string InstanceId { get; init; }
    public JsonObject? Input { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }

    /// <summary>The trigger that started the definition, by activity id; it does not wait again.</summary>
    public string? TriggerActivityId { get; init; }

    public string? ParentInstanceId { get; init; }
    public string? ParentBookmarkId { get; init; }
}
