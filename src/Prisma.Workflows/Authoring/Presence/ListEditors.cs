using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Authoring.Presence;

/// <summary>Who else has a definition open, without telling anybody that one looks.</summary>
public sealed class ListEditors(PrismaDbContext db, TimeProvider time)
{
    public async Task<IReadOnlyList<OtherEditor>> ExecuteAsync(string definitionId, Guid? me, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - TellPresence.Lasts;
        return await db.EditorPresences.AsNoTracking()
            .Where(presence => presence.DefinitionId == definitionId && presence.PersonId != me && presence.SeenAt > since)
            .OrderBy(presence => presence.Name)
            .Select(presence => new OtherEditor(presence.Name, presence.Where, presence.SeenAt)).ToListAsync(cancellation);
    }
}
