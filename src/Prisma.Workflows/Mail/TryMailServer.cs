using System.Text.Json;

namespace Prisma.Workflows.Mail;

/// <summary>What is held while offline is tried at once: the way to the mail server may be back, or its settings other ones.</summary>
public sealed class TryMailServer(PrismaDbContext db, Errands errands, TimeProvider time)
{
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        if (await db.Settings.SingleOrDefaultAsync(one => one.Key == Offline.Key, cancellation) is not { } setting || Offline.Of(setting.Value) is not { } offline)
            return;
        setting.Value = JsonSerializer.Serialize(offline with { NextTry = time.GetUtcNow() });
        errands.Mails = true;
    }
}
