namespace Prisma.Workflows.Mail.Sending;

/// <summary>Finds mails whose sender died on the way: they may have been sent, so a person decides. What is claimed for longer than any sending may take was claimed by a clock that was wrong.</summary>
public sealed class RescueOutbox(PrismaDbContext db, TimeProvider time)
{
    /// <summary>Run as an operation; answers with how many were found.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var (now, latest) = (time.GetUtcNow(), time.GetUtcNow().AddHours(1));
        var abandoned = await db.Outbox.Where(message => message.State == OutboxState.Sending && (message.SendingUntil < now || message.SendingUntil > latest)).ToListAsync(cancellation);
        foreach (var message in abandoned)
        {
            message.Revision++;
            message.State = OutboxState.MaybeSent;
            message.SendingUntil = null;
            message.LastError = "The sender stopped before the server's answer was known.";
            db.Deliveries.Add(new Delivery { MessageId = message.Id, At = now, Answer = $"Unknown: {message.LastError}" });
        }

        return abandoned.Count;
    }
}
