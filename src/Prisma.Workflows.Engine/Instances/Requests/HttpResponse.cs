namespace Prisma.Workflows.Engine.Instances.Requests;

/// <summary>Answer the HTTP request that caused the burst.</summary>
public sealed record HttpResponse : Request
{
    public required int StatusCode { get; init; }
    public JsonNode? Content { get; init; }
    public string? ContentType { get; init; }
    public JsonObject? Headers { get; init; }
}
