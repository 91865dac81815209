using Prisma.Workflows.Audit;

namespace Prisma.Workflows.People.Keys;

/// <summary>The keys by which programs act as somebody: making, listing, noting their use, revoking.</summary>
public sealed class ApiKeys(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    const int LongestName = 80;

    static readonly TimeSpan NotedEvery = TimeSpan.FromHours(1);

    /// <summary>Answers with the key itself, which is shown once and stored nowhere.</summary>
    public async Task<Outcome<string>> CreateAsync(string name, Actor by, CancellationToken cancellation)
    {
        name = name.Trim();
        if (name.Length is 0 or > LongestName)
            return new Problems { { "name", $"Please say what the key is for, in up to {LongestName} characters." } };
        if (await db.ApiKeys.AnyAsync(one => one.Name == name && one.PersonId == by.PersonId && one.RevokedAt == null, cancellation))
            return new Problems { { "name", "You have a key of this name, which works. Where it was not written down, revoke it and make it again." } };
        var key = LinkToken.Create();
        db.ApiKeys.Add(new ApiKey { Name = name, KeyHash = LinkToken.HashOf(key), PersonId = by.PersonId!.Value, CreatedAt = time.GetUtcNow() });
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} made the key “{name}”, by which a program acts as them.");
        return key;
    }

    /// <summary>False when it was revoked already, so a second click changes nothing.</summary>
    public async Task<bool> RevokeAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        if (await db.ApiKeys.SingleOrDefaultAsync(one => one.Id == id && one.RevokedAt == null, cancellation) is not { } key)
            return false;
        key.RevokedAt = time.GetUtcNow();
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} revoked the key “{key.Name}”.");
        return true;
    }

    /// <summary>Those that work first, then the newest.</summary>
    public Task<List<KeyLine>> ListAsync(CancellationToken cancellation) =>
        (from key in db.ApiKeys
         join person in db.People on key.PersonId equals person.Id
         orderby key.RevokedAt == null descending, key.CreatedAt descending
         select new KeyLine(key.Id, key.Name, person.Name, key.CreatedAt, key.LastUsedAt, key.RevokedAt)).ToListAsync(cancellation);

    public static bool IsUseWorthNoting(ApiKey key, DateTimeOffset now) => key.LastUsedAt is null || now - key.LastUsedAt >= NotedEvery;

    /// <summary>To the hour is enough, and spares a commit for each request of a busy program.</summary>
    public Task NoteUseAsync(Guid id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return db.ApiKeys.Where(key => key.Id == id).ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, now), cancellation);
    }
}
