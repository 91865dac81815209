namespace Prisma.Workflows.Engine.Incidents;

/// <summary>A failure recorded on an instance.</summary>
public sealed record Incident
{
    public required string Id { get; init; }
    public required string ActivityId { get; init; }

    /// <summary>What its author calls the activity.</summary>
    public required string Title { get; init; }

    public required string ActivityNodeId { get; init; }
    public required string ActivityType { get; init; }
    public string? ActivityInstanceId { get; init; }

    /// <summary>The kind of failure: an exception's name, or what a Fault activity was given.</summary>
    public required string Type { get; init; }

    public required string Message { get; init; }

    /// <summary>Where it failed, and why, for people.</summary>
    public string Sentence => $"“{Title}”: {Message}";

    public required DateTimeOffset At { get; init; }

    /// <summary>Set when somebody retried the activity; the incident then no longer stands.</summary>
    public DateTimeOffset? RetriedAt { get; init; }
}
