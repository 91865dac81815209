using System.Text.Json;

namespace Prisma.Workflows.Health;

/// <summary>What the watch over the installation keeps, for all nodes together.</summary>
/// <param name="Ailments">What was not well then, or shortly before.</param>
/// <param name="RestoreTried">Who put a backup back last, to see that it works.</param>
/// <param name="OfflineDeclared">Who said that there is no way to the mail server for now; until there is one.</param>
public sealed record HealthRecord(DateTimeOffset BeganAt, DateTimeOffset LookedAt, IReadOnlyList<Ailment> Ailments, SaidBy? RestoreTried = null, SaidBy? OfflineDeclared = null)
{
    const string Key = "health";

    /// <summary>Null before the first look.</summary>
    public static async Task<HealthRecord?> ReadAsync(PrismaDbContext db, CancellationToken cancellation) =>
        Of(await db.Settings.AsNoTracking().SingleOrDefaultAsync(setting => setting.Key == Key, cancellation));

    internal static async Task ChangeAsync(PrismaDbContext db, DateTimeOffset now, Func<HealthRecord, HealthRecord> change, CancellationToken cancellation)
    {
        var known = await db.Settings.SingleOrDefaultAsync(setting => setting.Key == Key, cancellation);
        Setting.Keep(db, known, Key, JsonSerializer.Serialize(change(Of(known) ?? new HealthRecord(now, now, []))));
    }

    static HealthRecord? Of(Setting? setting) => setting is null ? null : JsonSerializer.Deserialize<HealthRecord>(setting.Value);
}
