namespace Prisma.Workflows.Engine.Instances.Requests;

/// <summary>Start another definition; resume the bookmark with its state when it has got as far as asked.</summary>
public sealed record StartChild : Request
{
    public required string DefinitionId { get; init; }
    public required string ChildInstanceId { get; init; }
    public JsonObject? Input { get; init; }
    public string? CorrelationId { get; init; }
    public required ChildReport Report { get; init; }
}
