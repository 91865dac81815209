namespace Prisma.Workflows.Engine.Bookmarks;

/// <summary>A place where an instance waits, woken by a stimulus of the same hash or when it is due.</summary>
public sealed record Bookmark
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public required string ActivityId { get; init; }
    public required string ActivityNodeId { get; init; }
    public required string ActivityInstanceId { get; init; }

    /// <summary>Tells an activity with several bookmarks which of them woke it.</summary>
    public string? Callback { get; init; }

    /// <summary>A bookmark with a due time is a timer.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public JsonObject? Payload { get; init; }

    /// <summary>Whether the bookmark is used up when it wakes.</summary>
    public bool AutoBurn { get; init; } = true;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What came for it while its instance stood still after a failure; it wakes with that when the instance is retried.</summary>
    public JsonObject? Heard { get; init; }

    /// <summary>The instances it waits for, each until it has ended.</summary>
    public IReadOnlyList<string> Children =>
        Awaited is { } many ? [.. many.Select(child => child!.ToString())]
        : Payload?["ChildInstanceId"]?.ToString() is { } one ? [one] : [];

    internal JsonArray? Awaited => Payload?["ChildInstanceIds"] as JsonArray;
}
