namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>An event, and who is meant.</summary>
/// <param name="CorrelationId">Only what runs under this correlation id hears it, where one is given.</param>
/// <param name="InstanceId">Only this instance hears it, where one is given.</param>
public sealed record PublishedEvent(string Name, JsonNode? Payload = null, string? CorrelationId = null, string? InstanceId = null);
