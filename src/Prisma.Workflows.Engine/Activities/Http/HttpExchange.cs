namespace Prisma.Workflows.Engine.Activities.Http;

/// <summary>The HTTP request that caused a burst; a host that answers one attaches it to the burst.</summary>
public sealed record HttpExchange(string Method, string Path)
{
    public JsonNode? Content { get; init; }

    /// <summary>How many bytes were sent, where the host knows it.</summary>
    public long? Length { get; init; }

    public JsonObject Query { get; init; } = [];
    public JsonObject Route { get; init; } = [];
    public JsonObject Headers { get; init; } = [];
}
