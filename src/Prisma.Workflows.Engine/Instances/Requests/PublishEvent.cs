namespace Prisma.Workflows.Engine.Instances.Requests;

/// <summary>Publish an event to whoever waits for it, or only to the instance itself.</summary>
public sealed record PublishEvent : Request
{
    public required string EventName { get; init; }
    public string? CorrelationId { get; init; }
    public bool IsLocal { get; init; }
    public JsonNode? Payload { get; init; }
}
