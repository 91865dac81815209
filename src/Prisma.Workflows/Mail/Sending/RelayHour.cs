using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>How many mails a small relay still takes within this hour. It counts for all nodes together: what was handed over, what may have been, and what is being sent.</summary>
sealed class RelayHour(PrismaDbContext db, IOptions<MailOptions> options, TimeProvider time)
{
    const string Key = "mail-relay";

    readonly int _limit = options.Value.HourlyLimit;

    public async Task<int> RoomAsync(CancellationToken cancellation)
    {
        if (_limit == 0)
            return int.MaxValue;

        // One statement sees one moment: a mail handed over meanwhile is neither missed nor counted twice.
        var (anHourAgo, inAnHour) = (time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddHours(1));
        var taken = await db.Deliveries
            .Where(delivery => delivery.At > anHourAgo && delivery.At < inAnHour && (EF.Functions.Like(delivery.Answer, "Accepted:%") || EF.Functions.Like(delivery.Answer, "Unknown:%")))
            .Select(delivery => delivery.Id)
            .Concat(db.Outbox.Where(message => message.State == OutboxState.Sending).Select(message => message.Id))
            .CountAsync(cancellation);
        return _limit - taken;
    }

    /// <summary>Takes one place within a claim. Two that take the last one at once collide in the row read before the count; the second counts again.</summary>
    public async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        if (_limit == 0)
            return true;
        var turn = await db.Settings.SingleOrDefaultAsync(setting => setting.Key == Key, cancellation);
        if (await RoomAsync(cancellation) <= 0)
            return false;
        Setting.Keep(db, turn, Key, "");
        return true;
    }
}
