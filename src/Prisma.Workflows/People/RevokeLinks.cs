using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.People;

/// <summary>Makes every link a person was ever sent dead at once, for a lost mailbox or a mail that went astray.</summary>
public sealed class RevokeLinks(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <summary>Answers how many were alive.</summary>
    public async Task<int> ExecuteAsync(Guid personId, string story, Actor by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var links = await db.AccessLinks.Where(link => link.PersonId == personId && link.RevokedAt == null).ToListAsync(cancellation);
        foreach (var link in links)
        {
            link.RevokedAt = now;
        }

        if (links.Count > 0)
        {
            audit.Tell(story, by.Name, $"{by.Name} made all links sent so far invalid; new ones come with the next mail.");
        }

        return links.Count;
    }
}
