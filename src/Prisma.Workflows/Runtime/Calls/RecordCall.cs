using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Keeps what became of one attempt: the workflow goes on with the answer in the same commit, or the call waits for its next turn.</summary>
sealed class RecordCall(PrismaDbContext db, WorkflowRuntime runtime, IOptions<CallOptions> options, TimeProvider time)
{
    const int LongestError = 500;

    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    public async Task ExecuteAsync(ClaimCall.Claim claim, CallAnswer answer, CancellationToken cancellation)
    {
        var call = await db.OutgoingCalls.SingleAsync(call => call.Id == claim.Id, cancellation);
        if (call.State == CallState.Calling && call.Revision == claim.Revision)
            await TakeAsync(call, answer, cancellation);
    }

    /// <summary>A caller died, or claimed it by a clock that was wrong: what may be done twice is done again, and what may not is told to the workflow.</summary>
    public async Task GiveUpClaimAsync(Guid id, CancellationToken cancellation)
    {
        var call = await db.OutgoingCalls.SingleAsync(call => call.Id == id, cancellation);
        if (call.State == CallState.Calling && !(call.CallingUntil >= time.GetUtcNow() && call.CallingUntil <= RescueCalls.LatestClaim(time.GetUtcNow())))
            await TakeAsync(call, new CallAnswer.Unknown("The program stopped before the answer was known.", TookTooLong: true), cancellation);
    }

    async Task TakeAsync(OutgoingCall call, CallAnswer answer, CancellationToken cancellation)
    {
        call.Revision++;
        switch (answer)
        {
            case CallAnswer.Answered answered:
                call.StatusCode = answered.StatusCode;
                await TellAsync(call, CallState.Answered, "", new JsonObject { ["statusCode"] = answered.StatusCode, ["content"] = answered.Content, ["headers"] = answered.Headers }, cancellation);
                break;
            case CallAnswer.NotSent notSent when HasAttempts(call):
                PutOff(call, notSent.Text);
                break;
            case CallAnswer.Unknown unknown when call.IsRepeatable && HasAttempts(call):
                PutOff(call, unknown.Text);
                break;
            case CallAnswer.Unknown unknown:
                await FailAsync(call, unknown.TookTooLong ? "Timeout" : "FailedToConnect", unknown.Text, cancellation);
                break;
            case CallAnswer.NotSent notSent:
                await FailAsync(call, "FailedToConnect", notSent.Text, cancellation);
                break;
            case CallAnswer.Refused refused:
                await FailAsync(call, "FailedToConnect", refused.Text, cancellation);
                break;
        }
    }

    bool HasAttempts(OutgoingCall call) => call.Attempts < options.Value.Attempts;

    /// <summary>Five seconds, then four times as long each time.</summary>
    void PutOff(OutgoingCall call, string error)
    {
        call.State = CallState.Pending;
        call.CallingUntil = null;
        call.LastError = Short(error);
        call.DueAt = time.GetUtcNow() + (FirstPause * Math.Pow(4, call.Attempts - 1));
    }

    Task FailAsync(OutgoingCall call, string kind, string text, CancellationToken cancellation) =>
        TellAsync(call, CallState.Failed, Short(text), new JsonObject { ["error"] = kind, ["message"] = Short(text) }, cancellation);

    async Task TellAsync(OutgoingCall call, CallState state, string error, JsonObject answer, CancellationToken cancellation) =>
        call.Settle(await runtime.ResumeAsync(call.InstanceId, call.BookmarkId, answer, cancellation) ? state : CallState.Unwanted, error);

    static string Short(string text) => text.Length <= LongestError ? text : text[..LongestError];
}
