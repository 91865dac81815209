namespace Prisma.Workflows.Engine.Instances.Requests;

/// <summary>Ask somebody outside to do a task and resume the bookmark with the result.</summary>
public sealed record RunTask : Request
{
    public required string TaskId { get; init; }
    public required string TaskName { get; init; }
    public JsonObject? Payload { get; init; }
}
