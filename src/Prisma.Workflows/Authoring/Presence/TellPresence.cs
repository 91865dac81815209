using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Presence;

/// <summary>An editor says that it is open, and hears who else has it open.</summary>
public sealed class TellPresence(PrismaDbContext db, TimeProvider time)
{
    /// <summary>How long somebody counts as there after their editor was last heard of; editors speak up more often than that.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(90);

    /// <param name="where">Where it is edited, in words: "the canvas", "the outline".</param>
    public async Task<IReadOnlyList<OtherEditor>> ExecuteAsync(string definitionId, string where, Actor by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var all = await db.EditorPresences.Where(presence => presence.DefinitionId == definitionId).ToListAsync(cancellation);
        if (by.PersonId is { } me)
        {
            var mine = all.Find(presence => presence.PersonId == me);
            if (mine is null)
                db.EditorPresences.Add(new EditorPresence { DefinitionId = definitionId, PersonId = me, Name = by.Name, Where = where, SeenAt = now });
            else
                (mine.Name, mine.Where, mine.SeenAt) = (by.Name, where, now);
        }

        db.EditorPresences.RemoveRange(all.Where(presence => presence.PersonId != by.PersonId && presence.SeenAt <= now - Lasts));
        return [.. Others(all, by.PersonId)];
    }

    /// <summary>Who else has it open, without telling anybody that one looks.</summary>
    public async Task<IReadOnlyList<OtherEditor>> LookAsync(string definitionId, Guid? me, CancellationToken cancellation) =>
        [.. Others(await db.EditorPresences.AsNoTracking().Where(presence => presence.DefinitionId == definitionId).ToListAsync(cancellation), me)];

    IEnumerable<OtherEditor> Others(List<EditorPresence> all, Guid? me) =>
        from presence in all
        where presence.PersonId != me && presence.SeenAt > time.GetUtcNow() - Lasts
        orderby presence.Name
        select new OtherEditor(presence.Name, presence.Where);

    /// <summary>Somebody is no longer there, unless they are known to be at another place by now.</summary>
    public async Task LeaveAsync(string definitionId, string where, Actor by, CancellationToken cancellation) =>
        db.EditorPresences.RemoveRange(await db.EditorPresences.Where(presence => presence.DefinitionId == definitionId && presence.PersonId == by.PersonId && presence.Where == where).ToListAsync(cancellation));
}
