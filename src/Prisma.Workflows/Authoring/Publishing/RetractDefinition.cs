using Prisma.Workflows.Audit;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>Takes the published version back: nobody begins on it any more, and those on it go on.</summary>
public sealed class RetractDefinition(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    public async Task<Outcome<DefinitionVersion>> ExecuteAsync(string definitionId, Actor by, CancellationToken cancellation)
    {
        var published = await db.Definitions.SingleOrDefaultAsync(version => version.DefinitionId == definitionId && version.IsPublished, cancellation);
        if (published is null)
            return Problems.Refused("Nothing of this definition is published.");
        published.IsPublished = false;
        published.TakenBackAt = time.GetUtcNow();
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} took back version {published.Version} of “{published.Name}”.");
        return published;
    }
}
