using System.Text.Json;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Mail;

/// <summary>There is no way to the mail server: since when, why, and when it is tried again. While this is kept, mails are held and nothing counts as a failed try.</summary>
public sealed record Offline(DateTimeOffset Since, int Tries, DateTimeOffset NextTry, string Why)
{
    /// <summary>Of the setting that says so; ladders rest as long as it is there.</summary>
    public const string Key = "mail-offline";

    const string IsKept = """SELECT 1 FROM "Settings" WHERE "Key" = @value""";

    /// <summary>Whether it is not yet time to try again; a time that lies further off than any wait was set by a clock that was wrong.</summary>
    internal bool Rests(DateTimeOffset now) => NextTry > now && NextTry <= now + Backoff.LongestOffline;

    internal static Offline? Of(string? value) => value is null ? null : JsonSerializer.Deserialize<Offline>(value);

    /// <summary>Keeps what an attempt has shown about the way to the server.</summary>
    internal static async Task KeepAsync(DirectRows rows, SendAnswer answer, string why, DateTimeOffset now, CancellationToken cancellation)
    {
        var db = rows.Context;
        var setting = await rows.AnyAsync(IsKept, Key, cancellation) ? await db.Settings.SingleOrDefaultAsync(one => one.Key == Key, cancellation) : null;
        if (answer is SendAnswer.TryLater { NobodyThere: true })
        {
            var tries = (Of(setting?.Value)?.Tries ?? 0) + 1;
            Setting.Keep(db, setting, Key, JsonSerializer.Serialize(new Offline(Of(setting?.Value)?.Since ?? now, tries, now + Backoff.WhileOffline(tries), why)));
        }
        else if (setting is not null)
        {
            db.Settings.Remove(setting);
        }
    }
}
