using Microsoft.Extensions.Logging;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>Sends every mail that is due: claim and commit, send outside any transaction, commit the answer. It opens its own operations, so it must not run inside one.</summary>
public sealed partial class DeliverOutbox(Operations operations, IMailSender sender, TimeProvider time, ILogger<DeliverOutbox> logger)
{
    const int Batch = 50;

    static readonly string Due = $"""
        SELECT "Id", (SELECT "Value" FROM "Settings" WHERE "Key" = '{Offline.Key}') FROM "Outbox"
        WHERE "State" = '{nameof(OutboxState.Pending)}' AND "DueAt" <= @value ORDER BY "DueAt", "CreatedAt" LIMIT {Batch}
        """;

    // With room to spare before the claim runs out and the rescue steps in.
    static readonly TimeSpan LongestSending = TimeSpan.FromSeconds(90);

    /// <summary>Works until nothing is due or the server is in trouble; answers with how many mails were taken.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var accepted = 0;
        while (true)
        {
            var claims = 0;
            var due = await DueAsync(cancellation);
            foreach (var messageId in due)
            {
                if (await operations.ClaimAsync((ClaimMail mail) => mail.ExecuteAsync(messageId, cancellation), cancellation) is not { } claim)
                    continue;
                claims++;
                var answer = await SendAsync(claim, cancellation);
                await operations.RunAsync<RecordAnswer>(record => record.ExecuteAsync(claim, answer, CancellationToken.None), CancellationToken.None);
                Report(claim, answer);
                accepted += answer is SendAnswer.Accepted ? 1 : 0;
                if (answer is SendAnswer.TryLater { NobodyThere: true } or SendAnswer.TryLater { SessionBroke: true } or SendAnswer.Unknown)
                {
                    // A server in trouble gets no more mails in this run.
                    return accepted;
                }

                cancellation.ThrowIfCancellationRequested();
            }

            // A mail that was kept back may have begun a digest; where all were sent, more are due only if there were more, or by a commit that says so.
            if (claims == 0 || (claims == due.Count && claims < Batch))
                return accepted;
        }
    }

    /// <summary>What may go out now: nothing while there is no way to the server and it is not yet time to try again, and no more than a small relay takes.</summary>
    async Task<List<Guid>> DueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await operations.ReadAsync((DirectRows rows) => rows.ReadAsync(
            Due, now, reader => (Id: reader.GetGuid(0), Offline: reader.IsDBNull(1) ? null : reader.GetString(1)), cancellation));
        if (due.Count == 0 || Offline.Of(due[0].Offline)?.Rests(now) == true)
            return [];
        return [.. due.Take(await operations.ReadAsync((RelayHour relay) => relay.RoomAsync(cancellation))).Select(one => one.Id)];
    }

    async Task<SendAnswer> SendAsync(ClaimMail.Claim claim, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(LongestSending, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await sender.SendAsync(claim.Message, either.Token);
        }
        catch (Exception exception)
        {
            LogSenderFailed(exception, claim.MessageId);
            return new SendAnswer.Unknown($"The sender failed: {exception.Message}");
        }
    }

    void Report(ClaimMail.Claim claim, SendAnswer answer)
    {
        switch (answer)
        {
            case SendAnswer.Accepted:
                LogSent(claim.MessageId, claim.Attempt);
                break;
            case SendAnswer.Unknown:
                LogMaybeSent(claim.MessageId);
                break;
            default:
                LogNotTaken(claim.MessageId, claim.Attempt, answer.GetType().Name);
                break;
        }
    }

    [LoggerMessage(2001, LogLevel.Information, "Mail {MessageId} was taken at attempt {Attempt}.")]
    private partial void LogSent(Guid messageId, int attempt);

    [LoggerMessage(2002, LogLevel.Warning, "Mail {MessageId} was not taken at attempt {Attempt}: {Answer}.")]
    private partial void LogNotTaken(Guid messageId, int attempt, string answer);

    [LoggerMessage(2003, LogLevel.Warning, "Mail {MessageId} may have been sent; a person decides whether it goes out again.")]
    private partial void LogMaybeSent(Guid messageId);

    [LoggerMessage(2004, LogLevel.Error, "The sender failed on mail {MessageId}.")]
    private partial void LogSenderFailed(Exception exception, Guid messageId);
}
