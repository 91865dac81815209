using System.Text.Json;

namespace Prisma.Workflows.People.Setup;

/// <summary>The one-time setup link as it is kept: the hash of its token and, where preset, the address it is bound to.</summary>
public sealed record SetupState(string TokenHash, string Email)
{
    const string Key = "setup";

    internal static Task<Setting?> FindAsync(PrismaDbContext db, CancellationToken cancellation) =>
        db.Settings.SingleOrDefaultAsync(setting => setting.Key == Key, cancellation);

    internal static SetupState? Of(Setting? setting, string token) =>
        setting is not null && JsonSerializer.Deserialize<SetupState>(setting.Value) is { } state && state.TokenHash == LinkToken.HashOf(token) ? state : null;

    internal void Keep(PrismaDbContext db, Setting? known) => Setting.Keep(db, known, Key, JsonSerializer.Serialize(this));
}
