namespace Prisma.Workflows.Engine.Instances.Requests;

/// <summary>Something a burst leaves for the host to do after the commit.</summary>
public abstract record Request
{
    /// <summary>The execution that asks, filled in by its context.</summary>
    public string ActivityInstanceId { get; internal init; } = "";

    public string ActivityId { get; internal init; } = "";

    /// <summary>The bookmark to resume with the answer; absent when nobody waits for one.</summary>
    public string? BookmarkId { get; init; }
}
