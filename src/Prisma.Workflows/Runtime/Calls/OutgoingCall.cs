using System.ComponentModel.DataAnnotations;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>A call to the outside decided in a burst's commit. What it says is forgotten as soon as it is settled, for it may hold secrets.</summary>
[Index(nameof(State), nameof(DueAt))]
[Index(nameof(BookmarkId), IsUnique = true)]
public sealed class OutgoingCall
{
    public required Guid Id { get; init; }
    public required string InstanceId { get; init; }

    /// <summary>What waits for the answer.</summary>
    public required string BookmarkId { get; init; }

    public required string ActivityId { get; init; }
    public required string Method { get; init; }
    public required string Url { get; init; }

    /// <summary>Authorization, headers and content as JSON; empty once settled.</summary>
    public required string Message { get; set; }

    public CallState State { get; set; } = CallState.Pending;
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before: the pause after an attempt in vain.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Whoever calls now has until then; a caller that died leaves it to the rescue.</summary>
    public DateTimeOffset? CallingUntil { get; set; }

    public int? StatusCode { get; set; }
    public string LastError { get; set; } = "";

    [ConcurrencyCheck]
    public int Revision { get; set; }

    /// <summary>Whether doing it twice does no more than doing it once.</summary>
    public bool IsRepeatable => Method is "GET" or "HEAD" or "PUT" or "DELETE" or "OPTIONS";

    public void Settle(CallState state, string error = "")
    {
        State = state;
        LastError = error;
        Message = "";
        CallingUntil = null;
    }
}
