namespace Prisma.Workflows.Engine.Instances.Requests;

/// <summary>Call an address, if the host allows it, and resume the bookmark with the answer.</summary>
public sealed record SendHttp : Request
{
    public required string Url { get; init; }
    public required string Method { get; init; }
    public JsonNode? Content { get; init; }
    public string? ContentType { get; init; }
    public string? Authorization { get; init; }
    public JsonObject? Headers { get; init; }
}
