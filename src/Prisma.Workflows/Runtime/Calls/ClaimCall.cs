using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Takes one due call for this caller and no other.</summary>
sealed class ClaimCall(PrismaDbContext db, IOptions<CallOptions> options, TimeProvider time)
{
    static readonly TimeSpan ToSpare = TimeSpan.FromSeconds(60);

    /// <summary>Null when another was first, or nobody waits for the answer any more.</summary>
    public async Task<Claim?> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var call = await db.OutgoingCalls.SingleOrDefaultAsync(call => call.Id == id, cancellation);
        if (call is not { State: CallState.Pending } || call.DueAt > now)
            return null;
        call.Revision++;
        if (!await db.Bookmarks.AnyAsync(bookmark => bookmark.Id == call.BookmarkId, cancellation))
        {
            call.Settle(CallState.Unwanted);
            return null;
        }

        call.State = CallState.Calling;
        call.Attempts++;
        call.CallingUntil = now + TimeSpan.FromSeconds(options.Value.TimeoutSeconds) + ToSpare;
        return new Claim(call.Id, call.Method, call.Url, call.Message, call.Attempts, call.Revision);
    }

    /// <summary>A call that is this caller's to make, until the claim runs out.</summary>
    public sealed record Claim(Guid Id, string Method, string Url, string Message, int Attempt, int Revision);
}
