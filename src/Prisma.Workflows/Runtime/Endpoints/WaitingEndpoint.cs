using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Runtime.Endpoints;

/// <summary>One that waits for a request: a trigger that starts a definition, or a bookmark of an instance.</summary>
public sealed record WaitingEndpoint
{
    /// <summary>The trigger, where the request is to start something.</summary>
    public Guid? TriggerId { get; init; }

    /// <summary>The bookmark, where it is to wake something.</summary>
    public string? BookmarkId { get; init; }

    /// <summary>What the path says where the template has a name, as texts.</summary>
    public required JsonObject Route { get; init; }

    /// <summary>What the activity asked for when it began to wait.</summary>
    public required JsonObject Terms { get; init; }

    /// <summary>Only those who sign in are answered; a policy is asked for even where the author forgot to say so.</summary>
    public bool IsProtected => Terms["Authorize"] is not null || Policy is not null;

    public string? Policy => Terms[nameof(Policy)]?.ToString();

    public TimeSpan? Timeout => ValueConverter.Convert(JsonValues.ToValue(Terms["RequestTimeout"]), typeof(TimeSpan)) as TimeSpan?;

    /// <summary>How many bytes the activity takes; it decides itself what becomes of more.</summary>
    public long? SizeLimit => ValueConverter.Convert(JsonValues.ToValue(Terms["RequestSizeLimit"]), typeof(long)) as long?;
}
